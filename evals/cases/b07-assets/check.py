import os
import subprocess
import sys
from pathlib import Path

import psycopg2

HERE = Path(__file__).resolve().parent
URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
TABLE = "it_assets_b07"


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
found = sql("select id, tag, owner from it_assets_b07 order by id", fetch=True)
if found[:4] != [(1, "LAP-0001", "miriam"), (2, "LAP-0002", "jonas"), (3, "MON-0001", "jonas"), (4, "PHO-0001", "selma")]:
    fail("legacy assets lost their numbers: %r" % found)
if [r[1:] for r in found[4:]] != [("LAP-0003", "noor"), ("MON-0002", "noor")]:
    fail("new assets are not registered: %r" % found)
for number, tag, _ in found[4:]:
    if "%s registered as no. %s" % (tag, number) not in out:
        fail("wrong report: %r" % out)
print("CHECK OK")
