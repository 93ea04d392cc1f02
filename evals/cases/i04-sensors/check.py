import os
import shutil
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


for folder in HERE.glob("sqlite*:"):
    shutil.rmtree(folder, ignore_errors=True)
out = run_app()
if "boiler: 3 readings kept" not in out or "cellar: 1 readings kept" not in out:
    fail("wrong collection: %r" % out)
if [line for line in out.splitlines() if line.startswith("peak")] != ["peak boiler 64.25", "peak attic 21.75"]:
    fail("wrong export: %r" % out)
if rows("sensors.db", "select count(*) from readings") != [(6,)]:
    fail("readings are not in sensors.db")
print("CHECK OK")
