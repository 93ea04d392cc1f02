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


def rows(sql):
    parts = urlsplit(URL)
    con = pymysql.connect(host=parts.hostname, port=parts.port or 3306, user=parts.username or "root",
                          password=parts.password or "", database=parts.path.lstrip("/"), autocommit=True)
    try:
        with con.cursor() as cur:
            cur.execute(sql)
            return list(cur.fetchall())
    except pymysql.Error as exc:
        fail("%s: %s" % (sql, exc))
    finally:
        con.close()


def run_app():
    rows("DROP TABLE IF EXISTS coach_trips, coach_seats")
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=dict(os.environ, DATABASE_URL=URL),
                              capture_output=True, text=True, timeout=90)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


out = run_app()
for line in ['GRZ-1: Ines Moser, Karl Haas', 'LNZ-4: Petra Wolf']:
    if line not in out:
        fail("missing %r in %r" % (line, out))
if rows('select t.code, s.passenger from coach_seats s join coach_trips t on t.id = s.trip_id order by 1, 2') != [('GRZ-1', 'Ines Moser'), ('GRZ-1', 'Karl Haas'), ('LNZ-4', 'Petra Wolf')]:
    fail('seats do not belong to their trips')
print("CHECK OK")
