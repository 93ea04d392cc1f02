import os
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
env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("exit %s: %s" % (proc.returncode, proc.stderr[-300:]))
for text in ("delivered: 3", "events: 6"):
    if text not in proc.stdout:
        fail("wrong output %r" % proc.stdout)
con = sqlite3.connect(HERE / "courier.db")
rows = con.execute("select parcel, status from courier_events").fetchall()
con.close()
if sorted(rows) != sorted((p, s) for p in ("K-11", "K-12", "K-13") for s in ("accepted", "delivered")):
    fail("rows: %r" % rows)
print("CHECK OK")
