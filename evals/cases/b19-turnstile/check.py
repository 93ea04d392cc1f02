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
for line in ("North 2 1", "South 2 0", "Staff 0 0"):
    if line not in out:
        fail("line %r is missing: %r" % (line, out))
if not re.search(r"people inside: 3\b", out):
    fail("people inside is wrong: %r" % out)
got = rows("turnstile.db", "select id, entries, exits from gates order by id")
if got != [("g1", 2, 1), ("g2", 2, 0), ("g3", 0, 0)]:
    fail("counters are wrong: %r" % got)
print("CHECK OK")
