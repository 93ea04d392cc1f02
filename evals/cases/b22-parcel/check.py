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
    for table in ['b22_parcels']:
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
if "booked: 3" not in out or "on the van: ['P3', 'P1']" not in out:
    fail("wrong report: %r" % out)
got = dict(rows("select id, stage from b22_parcels"))
if got != {"P1": "loaded", "P2": "booked", "P3": "loaded"}:
    fail("stages are %r" % got)
print("CHECK OK")
