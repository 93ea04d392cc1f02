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
podium = re.findall(r"^(\d)\. (\w+) \((\d+)\)", out, re.M)
if podium != [("1", "Milan", "340"), ("2", "Rui", "287"), ("3", "Ines", "212")]:
    fail("podium is wrong: %r" % podium)
if "alphabetical: Ines, Milan, Oda, Rui, Tess, Vito" not in out:
    fail("alphabetical list is wrong: %r" % out)
if len(rows("league.db", "select id from climbers")) != 6:
    fail("six climbers expected")
print("CHECK OK")
