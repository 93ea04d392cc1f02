import os
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DB = HERE / "ward.db"


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def rows(sql):
    con = sqlite3.connect(DB)
    try:
        return con.execute(sql).fetchall()
    except sqlite3.Error as exc:
        fail("%s: %s" % (sql, exc))
    finally:
        con.close()


def run_app():
    for pattern in ("*.db", "*.db-*"):
        for leftover in HERE.glob(pattern):
            leftover.unlink()
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


out = run_app()
for line in ['2025-05-06 early: 2 readings, peak 131', '2025-05-06 late: 1 readings, peak 140', '2025-05-06 night: 2 readings, peak 122']:
    if line not in out:
        fail("missing %r in %r" % (line, out))
if rows('select count(*) from readings') != [(6,)]:
    fail('wrong rows')
print("CHECK OK")
