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


def sql(statement, fetch=True):
    con = psycopg2.connect(URL)
    con.autocommit = True
    try:
        cur = con.cursor()
        cur.execute(statement)
        return cur.fetchall() if fetch else None
    except psycopg2.Error as exc:
        fail("%s: %s" % (statement, exc))
    finally:
        con.close()


def run_app():
    sql("DROP TABLE IF EXISTS e02_seed_lots CASCADE", fetch=False)
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=dict(os.environ, DATABASE_URL=URL),
                              capture_output=True, text=True, timeout=90)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


out = run_app()
lines = out.splitlines()
if "lots in store: 3 grams: 770" not in lines:
    fail("wrong stock: %r" % out)
got = sql("select id, grams from e02_seed_lots order by id")
if got != [("SL-1", 250), ("SL-2", 400), ("SL-3", 120)]:
    fail("wrong rows: %r" % got)
print("CHECK OK")
