import os
import subprocess
import sys
from pathlib import Path

import psycopg2

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def ask(sql):
    con = psycopg2.connect("postgresql://postgres@127.0.0.1:5432/test")
    con.autocommit = True
    try:
        with con.cursor() as cur:
            cur.execute(sql)
            return cur.fetchall() if cur.description else None
    except psycopg2.Error as exc:
        fail("%s: %s" % (sql, exc))
    finally:
        con.close()


ask("DROP TABLE IF EXISTS i16_receipts, i16_receipt_lines")
env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "RECEIVING_DB")}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                          capture_output=True, text=True, timeout=120)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
for line in ("R-500: committed", "R-501: committed", "lines: R-500-g1, R-500-g2, R-500-s1, R-501-g1\n"):
    if line not in proc.stdout:
        fail("missing %r in %r" % (line, proc.stdout[-300:]))
if ask("SELECT id FROM i16_receipts ORDER BY id") != [("R-500",), ("R-501",)]:
    fail("receipts are not stored")
lines = ask("SELECT article, quantity FROM i16_receipt_lines ORDER BY id")
if lines != [("bolt M8", 400), ("nut M8", 400), ("washer", 10), ("hinge", 60)]:
    fail("stored lines: %r" % (lines,))
print("CHECK OK")
