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
    rows("DROP TABLE IF EXISTS harbor_berths CASCADE")
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
if "B-07 MS Freya m.olsen" not in out or "B-08 free -" not in out:
    fail("wrong list: %r" % out)
if rows("select id, vessel, updated_by from harbor_berths order by id") != [("B-07", "MS Freya", "m.olsen"), ("B-08", "", "")]:
    fail("berths are not as intended")
if rows("select 1 from harbor_berths where updated_at is null"):
    fail("updated_at is empty")
print("CHECK OK")
