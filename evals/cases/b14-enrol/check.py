import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def run_app(timeout=90, keep_db=False):
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    env.update(EXTRA_ENV)
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                              capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout

from urllib.parse import urlsplit

import pymysql

URL = os.environ.get("DATABASE_URL") or "mysql://root:@127.0.0.1:3306/test"
EXTRA_ENV = {"DATABASE_URL": URL}


def sql(query):
    u = urlsplit(URL)
    con = pymysql.connect(host=u.hostname, port=u.port or 3306, user=u.username, password=u.password or "",
                          database=u.path.lstrip("/"), autocommit=True)
    try:
        cur = con.cursor()
        cur.execute(query)
        return list(cur.fetchall())
    finally:
        con.close()

for table in ("b14_members", "b14_enrolments"):
    sql("drop table if exists %s" % table)
out = run_app()
for line in ("pottery: Jo Park-Lind", "pottery: Lu Becker", "weaving: Jo Park-Lind"):
    if line not in out:
        fail("line %r is missing: %r" % (line, out))
if sorted(sql("select email, full_name from b14_members")) != [("jo@example.org", "Jo Park-Lind"), ("lu@example.org", "Lu Becker")]:
    fail("members are wrong")
got = sorted(sql("select m.email, e.course from b14_enrolments e join b14_members m on m.id = e.member_id"))
if got != [("jo@example.org", "pottery"), ("jo@example.org", "weaving"), ("lu@example.org", "pottery")]:
    fail("enrolments are wrong: %r" % got)
print("CHECK OK")
