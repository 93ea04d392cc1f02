import os
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DB = HERE / "tailor.db"


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def rows(sql):
    con = sqlite3.connect(DB)
    try:
        return con.execute(sql).fetchall()
    except sqlite3.Error as exc:
        fail("%s: %s" % (sql, exc))
    finally:
        con.close()


def run_app():
    for pattern in ("*.db", "*.db-*"):
        for leftover in HERE.glob(pattern):
            leftover.unlink()
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


out = run_app()
for line in ['invoice 2025-014: 131.83 EUR']:
    if line not in out:
        fail("missing %r in %r" % (line, out))
if rows('select id from invoice_lines order by id') != [('2025-014-1',), ('2025-014-2',), ('2025-014-3',)]:
    fail('wrong rows')
print("CHECK OK")
