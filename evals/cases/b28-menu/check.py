import os
import subprocess
import sys
from pathlib import Path

import pymysql

HERE = Path(__file__).resolve().parent
os.chdir(HERE)
SERVER = {"host": "127.0.0.1", "user": "root", "database": "test"}


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)

def clean():
    con = pymysql.connect(**SERVER)
    con.cursor().execute("DROP TABLE IF EXISTS b28_dishes")
    con.close()


def rows(sql):
    con = pymysql.connect(**SERVER)
    try:
        cur = con.cursor()
        cur.execute(sql)
        return list(cur.fetchall())
    except pymysql.Error as exc:
        fail(str(exc))
    finally:
        con.close()

def run_app(timeout=90):
    clean()
    env = dict(os.environ)
    env.pop("DATABASE_URL", None)
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


out = run_app()
if out.splitlines() != ["Lentil soup 6.50 [-]", "Walnut tart 4.80 [nuts gluten]"]:
    fail("wrong menu: %r" % out)
got = sorted(rows("select id, title, cents, vegan from b28_dishes"))
if [tuple(r) for r in got] != [("d1", "Lentil soup", 650, 1), ("d2", "Walnut tart", 480, 0)]:
    fail("dishes are %r" % got)
print("CHECK OK")
