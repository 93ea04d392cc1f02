import os
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DB_NAME = "atelier.db"


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def rows(sql, args=()):
    path = HERE / DB_NAME
    if not path.exists():
        fail("database file %s was not made" % DB_NAME)
    con = sqlite3.connect(path)
    try:
        return con.execute(sql, args).fetchall()
    except sqlite3.Error as exc:
        fail("%s: %s" % (DB_NAME, exc))
    finally:
        con.close()


def run_app(timeout=90):
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


out = run_app()
if rows("select id, name, email, phone, city from atelier_clients") != [
        ("c1", "Ines Roth", "ines@roth.example", "+41 44 555 01 02", "Zug")]:
    fail("client rows are not as intended: %r" % rows("select id, email, city from atelier_clients"))
if "Ines Roth ines@roth.example Zug" not in out or "not registered" not in out:
    fail("wrong output: %r" % out)
print("CHECK OK")
