import os
import subprocess
import sys
from pathlib import Path

import psycopg2

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def sql(text):
    con = psycopg2.connect("postgresql://postgres@127.0.0.1:5432/test")
    con.autocommit = True
    try:
        cur = con.cursor()
        cur.execute(text)
        return cur.fetchall() if cur.description else None
    except psycopg2.Error as exc:
        fail("database: %s" % exc)
    finally:
        con.close()


sql("DROP TABLE IF EXISTS ferry_crossings")
env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("exit %s: %s" % (proc.returncode, proc.stderr[-300:]))
if "vehicles: 50" not in proc.stdout:
    fail("wrong output %r" % proc.stdout)
if sql("SELECT count(*) FROM information_schema.tables WHERE table_name = 'ferry_crossings'") != [(1,)]:
    fail("no table ferry_crossings on PostgreSQL")
rows = sql("SELECT id, vehicles FROM ferry_crossings ORDER BY id")
if rows != [("x-1", 41), ("x-2", 12), ("x-3", 9)]:
    fail("rows: %r" % rows)
print("CHECK OK")
