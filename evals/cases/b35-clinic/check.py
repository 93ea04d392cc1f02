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
env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL" and not k.startswith("CLINIC_")}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("exit %s: %s" % (proc.returncode, proc.stderr[-300:]))
if "Dr. Sand: 2 appointments, 60 minutes" not in proc.stdout:
    fail("wrong output %r" % proc.stdout)
con = sqlite3.connect(HERE / "clinic.db")
rows = con.execute("select id, patient, minutes from appointments order by id").fetchall()
columns = [c[1] for c in con.execute("pragma table_info(appointments)")]
con.close()
if rows != [("a-1", "Maier", 20), ("a-2", "Okoye", 40), ("a-3", "Lindt", 20)]:
    fail("rows: %r" % rows)
if "tenant_id" in columns:
    fail("the table is made for several tenants")
print("CHECK OK")
