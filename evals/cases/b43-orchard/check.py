import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pymysql

HERE = Path(__file__).resolve().parent
URL = os.environ.get("DATABASE_URL", "")
if not URL.startswith("mysql"):
    URL = "mysql://root:@127.0.0.1:3306/test"


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def rows(sql, args=()):
    parts = urlsplit(URL)
    con = pymysql.connect(host=parts.hostname, port=parts.port or 3306, user=parts.username or "root",
                          password=parts.password or "", database=parts.path.lstrip("/"), autocommit=True)
    try:
        with con.cursor() as cur:
            cur.execute(sql, args)
            return list(cur.fetchall())
    except pymysql.Error as exc:
        fail("%s: %s" % (sql, exc))
    finally:
        con.close()


def run_app(timeout=90):
    rows("DROP TABLE IF EXISTS orchard_trees")
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
want = ["T-101", "T-102", "T-103", "T-104", "T-105"]
if [r[0] for r in rows("select id from orchard_trees order by id")] != want:
    fail("the five trees are not in the table")
line = [l for l in out.splitlines() if l.startswith("trees on file:")]
if not line or any(tree not in line[0] for tree in want):
    fail("wrong inventory: %r" % out)
print("CHECK OK")
