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
if "remark L02: door sticks" not in out or "remark L03: reserved for visitors" not in out:
    fail("remarks are missing: %r" % out)
got = rows("lockers.db", "select id, floor, holder, remark from lockers order by id")
got = [(a, int(b), c or None, d or None) for a, b, c, d in got]
want = [("L01", 1, "Aigner", None), ("L02", 1, "Bosch", "door sticks"),
        ("L03", 2, None, "reserved for visitors"), ("L04", 2, "Demir", None)]
if got != want:
    fail("lockers are %r" % got)
print("CHECK OK")
