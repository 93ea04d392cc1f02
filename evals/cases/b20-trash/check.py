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
for line in ("live: ['m1', 'm3', 'm5']", "in trash: ['m2', 'm4']", "ever written: 5"):
    if line not in out:
        fail("line %r is missing: %r" % (line, out))
got = rows("notes.db", "select id, deleted_at is null from memos order by id")
if got != [("m1", 1), ("m2", 0), ("m3", 1), ("m4", 0), ("m5", 1), ("m9", 1)]:
    fail("memos are wrong: %r" % got)
print("CHECK OK")
