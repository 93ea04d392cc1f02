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
need("Tuva 2025 basic" in out and "Emil 2025 gold" in out, "report is wrong: %r" % out)
need(rows("club.db", "select id, name, year, level from members order by id") == [("m1", "Tuva", 2025, "basic"), ("m2", "Emil", 2025, "gold")], "members are wrong")
