import os
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DB_NAME = "tandem.db"


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def rows(sql, args=()):
    path = HERE / DB_NAME
    if not path.exists():
        fail("database file %s was not made" % DB_NAME)
    con = sqlite3.connect(path)
    try:
        return con.execute(sql, args).fetchall()
    except sqlite3.Error as exc:
        fail("%s: %s" % (DB_NAME, exc))
    finally:
        con.close()


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


out = run_app()
listed = [line for line in out.splitlines() if line.startswith("members:")]
if len(listed) != 2 or "Vera" in listed[0] or "Jonas/gold" not in listed[0]:
    fail("after leaving: %r" % out)
if "Jonas/gold" not in listed[1] or "Vera/gold" not in listed[1]:
    fail("the returning member is not listed: %r" % out)
if rows("select name, plan from tandem_members where deleted_at is null order by name") != [("Jonas", "gold"), ("Vera", "gold")]:
    fail("member rows are not as intended")
print("CHECK OK")
