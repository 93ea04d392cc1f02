import os
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


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


def rows(db_name, sql):
    path = HERE / db_name
    if not path.exists():
        fail("database file %s was not made" % db_name)
    con = sqlite3.connect(path)
    try:
        return con.execute(sql).fetchall()
    except sqlite3.Error as exc:
        fail("%s: %s" % (db_name, exc))
    finally:
        con.close()


out = run_app()
lines = out.splitlines()
if "imported members: 3" not in lines:
    fail("wrong number: %r" % out)
if rows("club.db", "select id, name, section, joined, fee_cents from members order by id") != [
        ("M-001", "Astrid Kofler", "rowing", "2019-04-01", 12000),
        ("M-002", "Bruno Maier", "sailing", "2021-09-15", 18050),
        ("M-003", "Carla Thaler", "rowing", "2023-01-07", 12000)]:
    fail("members are not stored as intended")
if "Carla Thaler 12000" not in lines:
    fail("wrong list: %r" % out)
print("CHECK OK")
