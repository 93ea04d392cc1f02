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
for line in ("imported 4", "in the book 4", "call Omar on +31 20 555 0101", "call Pia on +31 20 555 0177",
             "2 calls planned", "companies: Fennel BV, Larch Ltd"):
    if line not in out.splitlines():
        fail("missing %r in %r" % (line, out))
if [(i, p or None, c or None) for i, p, c in rows("contacts.db", "select id, phone, company from contacts order by id")] != [
        ("c1", None, "Larch Ltd"), ("c2", "+31 20 555 0101", None),
        ("c3", "+31 20 555 0177", "Fennel BV"), ("c4", None, None)]:
    fail("contacts are not stored completely")
print("CHECK OK")
