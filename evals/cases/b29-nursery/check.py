import os
import subprocess
import sys
from pathlib import Path
import sqlite3

HERE = Path(__file__).resolve().parent
os.chdir(HERE)


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)

def clean():
    for pattern in ("*.db", "*.db-*"):
        for leftover in HERE.glob(pattern):
            leftover.unlink()


def rows(db_name, sql):
    if not (HERE / db_name).exists():
        fail("database file %s was not made" % db_name)
    con = sqlite3.connect(HERE / db_name)
    try:
        return con.execute(sql).fetchall()
    except sqlite3.Error as exc:
        fail("%s: %s" % (db_name, exc))
    finally:
        con.close()

def run_app(timeout=90):
    clean()
    env = dict(os.environ)
    env.pop("DATABASE_URL", None)
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


out = run_app()
if out.splitlines() != ["acer-01 Acer palmatum 14", "taxu-07 Taxus baccata 40"]:
    fail("wrong report: %r" % out)
if sorted(rows("nursery.db", "select id, pots from plants")) != [("acer-01", 14), ("taxu-07", 40)]:
    fail("plants are not stored as intended")
print("CHECK OK")
