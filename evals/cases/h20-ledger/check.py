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
    with con, con.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


for pattern in ("*.db", "*.db-*"):
    for leftover in HERE.glob(pattern):
        leftover.unlink()
ask("DROP TABLE IF EXISTS h20_invoices")
env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
lines = [line.strip() for line in proc.stdout.splitlines() if line.strip()]
wanted = ["imported: 6", "total 2025-02: 17032.35", "1. Hafenlogistik 12400.00", "2. Stadtwerke 3115.75",
          "3. Papier Kranz 980.40"]
if [line for line in lines if line in wanted] != wanted or any(line.startswith("4.") for line in lines):
    fail("wrong report: %s" % proc.stdout)
if ask("SELECT count(*) FROM h20_invoices")[0][0] != 6:
    fail("invoices are not stored")
print("CHECK OK")
