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
    fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
out = " ".join(proc.stdout.split())
for part in ("2025-03-03 INVOICE 1041 1,299.00 EUR", "2025-03-11 PAYMENT RECEIVED -800.00 EUR",
             "2025-03-19 INVOICE 1058 240.50 EUR", "balance 739.50 EUR, dunning level 2",
             "balance 0.00 EUR, dunning level 0", "total receivables 739.5"):
    if part not in out:
        fail("%r is missing in the output: %s" % (part, out))
con = sqlite3.connect(HERE / "accounts.db")
got = con.execute("select sum(amount), count(*) from bookings").fetchall()
con.close()
if got != [(73950, 5)]:
    fail("bookings are %r" % got)
print("CHECK OK")
