import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def run_app(timeout=90, keep_db=False):
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    env.update(EXTRA_ENV)
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                              capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


EXTRA_ENV = {}


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


for pattern in ("*.db", "*.db-*"):
    for leftover in HERE.glob(pattern):
        leftover.unlink()

out = run_app()
for hour in ("11:00", "12:00", "13:00"):
    if hour + " Gnocchi 15.40, Risotto 17.60" not in out:
        fail("board at %s is wrong: %r" % (hour, out))
if not re.search(r"net total: 30(\.0+)?\b", out):
    fail("net total is wrong: %r" % out)
if sorted(rows("menu.db", "select id, price from dishes")) != [("d1", 14.0), ("d2", 16.0), ("d3", 7.0)]:
    fail("net prices in menu.db are changed")
print("CHECK OK")
