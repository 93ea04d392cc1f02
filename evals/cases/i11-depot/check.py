import os
import subprocess
import sys
from pathlib import Path

import psycopg2

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def ask(sql):
    con = psycopg2.connect(host="127.0.0.1", port=5432, dbname="test", user="postgres")
    con.autocommit = True
    try:
        with con.cursor() as cur:
            cur.execute(sql)
            return cur.fetchall() if cur.description else None
    except psycopg2.Error as exc:
        fail("%s: %s" % (sql, exc))
    finally:
        con.close()


ask("DROP TABLE IF EXISTS i11_pallets")
env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DEPOT_SITE")}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                          capture_output=True, text=True, timeout=120)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
if "pallets: 3, units: 58" not in proc.stdout:
    fail("wrong report: %r" % proc.stdout[-300:])
for code in ("SW-24P", "AP-650", "UPS-1500"):
    if code + ": pallet " not in proc.stdout:
        fail("no line for %s: %r" % (code, proc.stdout[-300:]))
stored = ask("SELECT code, units FROM i11_pallets ORDER BY code")
if stored != [("AP-650", 40), ("SW-24P", 12), ("UPS-1500", 6)]:
    fail("stored rows: %r" % (stored,))
print("CHECK OK")
