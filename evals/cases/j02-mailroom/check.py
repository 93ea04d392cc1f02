import os
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def need(ok, why):
    if not ok:
        fail(why)


def run_app(timeout=120):
    for leftover in HERE.glob("*.db*"):
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
    need(path.exists(), "database file %s was not made" % db_name)
    con = sqlite3.connect(path)
    try:
        return con.execute(sql).fetchall()
    except sqlite3.Error as exc:
        fail("%s: %s" % (db_name, exc))
    finally:
        con.close()


out = run_app()
want = [
    ("Backup finished; delete the snapshots on Friday",),
    ("Franking machine is empty",),
    ("Mrs. Kern wants us to delete from the list every copy sent twice",),
    ("Box 12 is full; update the sign at the counter",),
    ("Van leaves at six",),
]
need(rows("mailroom.db", "select body from handovers order by id") == want, "stored texts differ")
need("stored 5 notes" in out and all(" * " + body in out for (body,) in want), "sheet is wrong: %r" % out)
