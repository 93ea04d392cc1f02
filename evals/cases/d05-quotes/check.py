import os
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


def rows(db_name, sql):
    path = HERE / db_name
    if not path.exists():
        fail("database file %s was not made" % db_name)
    con = sqlite3.connect(path)
    try:
        return con.execute(sql).fetchall()
    except sqlite3.Error as exc:
        fail("%s: %s" % (db_name, exc))
    finally:
        con.close()


out = run_app()
lines = out.splitlines()
for line in ("Q-31 Gasthof Post: net 3120.00 vat 624.00 total 3744.00", "Q-32 Kanzlei Wolf: net 573.00 vat 114.60 total 687.60"):
    if line not in lines:
        fail("missing %r in %r" % (line, out))
got = [(i, round(n, 2), round(v, 2), round(g, 2)) for i, n, v, g in rows("quotes.db", "select id, net, vat, gross from quotes order by id")]
if got != [("Q-31", 3120.0, 624.0, 3744.0), ("Q-32", 573.0, 114.6, 687.6)]:
    fail("quotes are not stored as priced: %r" % got)
print("CHECK OK")
