import os
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def run_app(timeout=120):
    for pattern in ("*.db", "*.db-*"):
        for leftover in HERE.glob(pattern):
            leftover.unlink()
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                              capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


def rows(db_name, sql, args=()):
    path = HERE / db_name
    if not path.exists():
        fail("database file %s was not made" % db_name)
    con = sqlite3.connect(path)
    try:
        return con.execute(sql, args).fetchall()
    except sqlite3.Error as exc:
        fail("%s: %s" % (db_name, exc))
    finally:
        con.close()


out = run_app()
lines = [line.strip() for line in out.splitlines() if line.strip()]
if [line for line in lines if line[2:3] == ":"] != ["09:05 Okafor", "09:20 Petrov", "10:00 Quispe"]:
    fail("wrong list: %r" % lines)
got = rows("desk.db", "select v.name, e.clock from visitors v join entries e on e.visitor_id = v.id order by 2")
if got != [("Okafor", "09:05"), ("Petrov", "09:20"), ("Quispe", "10:00")]:
    fail("entries are %r" % got)
print("CHECK OK")
