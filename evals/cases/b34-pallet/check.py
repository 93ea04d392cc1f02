import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


for pattern in ("*.db", "*.db-*"):
    for leftover in HERE.glob(pattern):
        leftover.unlink()
for leftover in HERE.glob("sqlite*:"):
    shutil.rmtree(leftover, ignore_errors=True)
env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("exit %s: %s" % (proc.returncode, proc.stderr[-300:]))
if "pallets stored: 3" not in proc.stdout:
    fail("wrong output %r" % proc.stdout)
if not (HERE / "warehouse-backup.db").exists():
    fail("no backup file")
con = sqlite3.connect(HERE / "warehouse-backup.db")
try:
    rows = con.execute("select id, goods, aisle from pallets order by id").fetchall()
except sqlite3.Error as exc:
    fail("backup: %s" % exc)
finally:
    con.close()
if rows != [("P0001", "tiles", 3), ("P0002", "cement", 3), ("P0003", "paint", 7)]:
    fail("backup rows: %r" % rows)
print("CHECK OK")
