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
    rows("DROP TABLE IF EXISTS d08_bookings, d08_seats CASCADE")
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
if "Amsel: booked R3S5 R3S6" not in lines or "Cerny: booked R3S4 R3S3" not in lines:
    fail("free seats were refused: %r" % out)
if not any(line.startswith("Buchner: sorry") for line in lines):
    fail("Buchner got seats that are taken: %r" % out)
if "to collect: 156.00" not in lines:
    fail("wrong total: %r" % out)
if rows("select id, guest, cents from d08_bookings order by id") != [("B-1", "Amsel", 7800), ("B-3", "Cerny", 7800)]:
    fail("bookings are not as intended")
if rows("select id, booking_id from d08_seats order by id") != [("R3S3", "B-3"), ("R3S4", "B-3"), ("R3S5", "B-1"), ("R3S6", "B-1")]:
    fail("seats are not as intended")
print("CHECK OK")
