import os
import subprocess
import sys
from pathlib import Path

import psycopg2

HERE = Path(__file__).resolve().parent
URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
TABLE = "theatre_seats_b02"


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def sql(text, fetch=False):
    con = psycopg2.connect(URL)
    con.autocommit = True
    try:
        with con.cursor() as cur:
            cur.execute(text)
            return cur.fetchall() if fetch else None
    except psycopg2.Error as exc:
        fail(str(exc))
    finally:
        con.close()


sql("DROP TABLE IF EXISTS %s CASCADE" % TABLE)
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=dict(os.environ),
                          capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
out = proc.stdout
for line in ("Anna asks for blue-12: reserved", "Ben asks for blue-12: sorry, taken", "Cleo asks for blue-13: reserved"):
    if line not in out:
        fail("missing %r in %r" % (line, out))
found = sql("select id, status, holder from theatre_seats_b02 order by id", fetch=True)
if found != [("blue-12", "reserved", "Anna"), ("blue-13", "reserved", "Cleo")]:
    fail("wrong seats: %r" % found)
print("CHECK OK")
