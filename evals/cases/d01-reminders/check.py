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
if "reminders sent: 2" not in lines:
    fail("wrong number of reminders: %r" % out)
for number, expected in (("2024-103", True), ("2024-105", True), ("2024-101", False), ("2024-102", False), ("2024-104", False)):
    if ("(%s)" % number in out) != expected:
        fail("reminder for %s: %r" % (number, out))
if rows("invoices.db", "select id, reminders from invoices order by id") != [
        ("2024-101", 0), ("2024-102", 0), ("2024-103", 1), ("2024-104", 0), ("2024-105", 1)]:
    fail("reminder counters are wrong")
print("CHECK OK")
