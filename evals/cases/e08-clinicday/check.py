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
    sql("DROP TABLE IF EXISTS e08_visits CASCADE", fetch=False)
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
for line in ("ward B: ['Ito', 'Klein']", "still to see: ['Huber', 'Jovic', 'Klein']", "A and C planned: ['Huber', 'Jovic']"):
    if line not in lines:
        fail("missing %r in %r" % (line, out))
print("CHECK OK")
