import os
import subprocess
import sys
from pathlib import Path

import psycopg2

HERE = Path(__file__).resolve().parent
os.chdir(HERE)
URL = os.environ.get("DATABASE_URL", "")
if not URL.startswith("postgres"):
    URL = "postgresql://postgres@127.0.0.1:5432/test"


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)

def clean():
    con = psycopg2.connect(URL)
    for table in ['b26_readings']:
        con.cursor().execute("DROP TABLE IF EXISTS %s CASCADE" % table)
    con.commit()
    con.close()


def rows(sql):
    con = psycopg2.connect(URL)
    try:
        cur = con.cursor()
        cur.execute(sql)
        return cur.fetchall()
    except psycopg2.Error as exc:
        fail(str(exc))
    finally:
        con.close()

def run_app(timeout=90):
    clean()
    env = dict(os.environ)
    env["DATABASE_URL"] = URL
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


out = run_app()
for line in ("hall-3: 434.46 kWh, 134.68 EUR", "office: 94.60 kWh, 29.33 EUR"):
    if line not in out.splitlines():
        fail("wrong bill: %r" % out)
if rows("select count(*) from b26_readings") != [(4,)]:
    fail("readings are missing")
print("CHECK OK")
