import os
import subprocess
import sys
from pathlib import Path

import psycopg2

HERE = Path(__file__).resolve().parent
URL = os.environ.get("DATABASE_URL", "")
if not URL.startswith("postgres"):
    URL = "postgresql://postgres@127.0.0.1:5432/test"


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def rows(sql, args=()):
    con = psycopg2.connect(URL)
    con.autocommit = True
    try:
        with con.cursor() as cur:
            cur.execute(sql, args)
            return cur.fetchall() if cur.description else []
    except psycopg2.Error as exc:
        fail("%s: %s" % (sql, exc))
    finally:
        con.close()


def run_app(timeout=90):
    rows("DROP TABLE IF EXISTS quarry_accounts CASCADE")
    rows("DROP TABLE IF EXISTS quarry_postings CASCADE")
    env = dict(os.environ, DATABASE_URL=URL)
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                              capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


out = run_app()
lines = out.splitlines()
if "paid INV-204" not in lines or "paid INV-205" not in lines:
    fail("the two payments were not made: %r" % out)
if not any(line.startswith("refused INV-204") for line in lines):
    fail("the repeated payment was not refused: %r" % out)
if rows("select id, cents from quarry_accounts order by id") != [("acme", 5500), ("granite", 4500)]:
    fail("balances do not match the two payments")
if rows("select id, cents from quarry_postings order by id") != [("INV-204", 3000), ("INV-205", 1500)]:
    fail("postings are not the two payments")
if "acme: 55.00" not in out or "granite: 45.00" not in out:
    fail("wrong balances printed: %r" % out)
print("CHECK OK")
