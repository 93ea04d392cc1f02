import os
import subprocess
import sys
from pathlib import Path

import pymysql

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def ask(sql):
    con = pymysql.connect(host="127.0.0.1", port=3306, user="root", database="test", autocommit=True)
    try:
        with con.cursor() as cur:
            cur.execute(sql)
            return list(cur.fetchall())
    except pymysql.Error as exc:
        fail("%s: %s" % (sql, exc))
    finally:
        con.close()


ask("DROP TABLE IF EXISTS i13_vendors")
env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "VENDOR_DB")}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                          capture_output=True, text=True, timeout=120)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
want = [("AT402", "Hofer Metall GmbH", "Linz"), ("DE811", "Lindner Pumpen", "Fulda"),
        ("FR217", "Atelier Roux", "Lyon"), ("NL093", "Van Dam Logistiek", "Breda")]
if "vendors: 4" not in proc.stdout:
    fail("wrong report: %r" % proc.stdout[-400:])
for vat, company, city in want:
    if "%s %s, %s" % (vat, company, city) not in proc.stdout:
        fail("no line for %s: %r" % (vat, proc.stdout[-400:]))
stored = ask("SELECT vat_number, company, city FROM i13_vendors ORDER BY vat_number")
if stored != want:
    fail("stored rows: %r" % stored)
print("CHECK OK")
