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


sql("DROP TABLE IF EXISTS quarry_truckloads")
env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("exit %s: %s" % (proc.returncode, proc.stderr[-300:]))
if "gravel tonnes: 35.75" not in proc.stdout:
    fail("wrong output %r" % proc.stdout)
rows = sql("SELECT id, material, tonnes FROM quarry_truckloads ORDER BY id")
if [(a, b, float(c)) for a, b, c in rows] != [("load-1", "gravel", 18.5), ("load-2", "sand", 22.0), ("load-3", "gravel", 17.25)]:
    fail("rows: %r" % rows)
print("CHECK OK")
