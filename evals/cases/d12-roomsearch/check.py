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


def rows(sql):
    con = psycopg2.connect(URL)
    con.autocommit = True
    try:
        with con.cursor() as cur:
            cur.execute(sql)
            return cur.fetchall() if cur.description else []
    except psycopg2.Error as exc:
        fail("%s: %s" % (sql, exc))
    finally:
        con.close()


def run_app(timeout=90):
    rows("DROP TABLE IF EXISTS d12_rooms CASCADE")
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
lines = out.splitlines()
for line in ("/rooms?kind=double&utm_source=mail -> 101 201", "/rooms?beds=2 -> 101 201",
             "/rooms?kind=double&balcony=true -> 201", "/rooms?balcony=false -> 101"):
    if line not in lines:
        fail("missing %r in %r" % (line, out))
if rows("select id, beds, balcony from d12_rooms order by id") != [("101", 2, False), ("102", 4, True), ("201", 2, True), ("202", 1, True)]:
    fail("rooms are not stored as given")
print("CHECK OK")
