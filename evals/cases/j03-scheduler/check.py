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
need("done: 3" in out and "entries: 3" in out, "report is wrong: %r" % out)
need(rows("scheduler.db", "select hour, state from jobs order by hour") == [(2, "done"), (3, "done"), (4, "done")], "jobs are not marked")
need(rows("scheduler.db", "select count(distinct job_id) from entries") == [(3,)], "entries are missing")
