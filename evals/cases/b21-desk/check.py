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
if "imported: 3" not in out or "overdue: T-1041, T-1077" not in out:
    fail("wrong report: %r" % out)
stored = {}
for row in rows("desk.db", "select * from tickets"):
    stored[row[0]] = [str(v)[:10] for v in row]
for ticket, day in (("T-1041", "2024-01-15"), ("T-1077", "2024-03-02"), ("T-1120", "2024-06-21")):
    if day not in stored.get(ticket, []):
        fail("%s: opening day %s is not stored" % (ticket, day))
print("CHECK OK")
