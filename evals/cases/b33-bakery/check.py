import os
import subprocess
import sys
from pathlib import Path

import pymysql

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def sql(text):
    con = pymysql.connect(host="127.0.0.1", port=3306, user="root", password="", database="test", autocommit=True)
    try:
        with con.cursor() as cur:
            cur.execute(text)
            return list(cur.fetchall())
    except pymysql.Error as exc:
        fail("database: %s" % exc)
    finally:
        con.close()


sql("DROP TABLE IF EXISTS bakery_batches")
env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL" and not k.startswith("DB_")}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("exit %s: %s" % (proc.returncode, proc.stderr[-300:]))
if "batches: 3 pieces: 184" not in proc.stdout:
    fail("wrong output %r" % proc.stdout)
rows = sql("SELECT product, pieces, oven FROM bakery_batches ORDER BY pieces")
if rows != [("brioche", 24, None), ("rye", 40, 2), ("baguette", 120, 1)]:
    fail("rows: %r" % rows)
print("CHECK OK")
