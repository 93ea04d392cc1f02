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
    rows("DROP TABLE IF EXISTS turnstile_visits CASCADE")
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
if "visitors today: 4" not in out:
    fail("wrong visitor count: %r" % out)
if rows("select badge, day from turnstile_visits order by badge") != [(b, "2026-05-04") for b in ("A-100", "B-200", "C-300", "Z-900")]:
    fail("not one visit per badge")
if out.count("A-100 visit A-100") != 3 or out.count("B-200 visit B-200") != 2:
    fail("not every scan got its visit: %r" % out)
print("CHECK OK")
