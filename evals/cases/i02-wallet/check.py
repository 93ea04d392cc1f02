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


out = run_app()
if "refused b2" not in out or "b1 done" not in out or "b3 done" not in out:
    fail("wrong transfers: %r" % out)
if "balances [('ann', 3700), ('bob', 2300)]" not in out or "bookings 2" not in out:
    fail("wrong report: %r" % out)
if rows("wallet.db", "select id, cents from wallets order by id") != [("ann", 3700), ("bob", 2300)]:
    fail("wrong balances stored")
if rows("wallet.db", "select id from bookings order by id") != [("b1",), ("b3",)]:
    fail("wrong bookings stored")
print("CHECK OK")
