import os
import re
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
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                          capture_output=True, text=True, timeout=120)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
want = [("P-1", "fan 80 mm", 650), ("P-2", "fan 120 mm", 940), ("P-3", "rail kit", 4500), ("P-4", "cable arm", 3190)]
for part_id, label, cents in want:
    if not re.search(r"%s %s\s+%s" % (part_id, label, re.escape("%.2f" % (cents / 100))), proc.stdout):
        fail("no right line for %s: %r" % (part_id, proc.stdout[-300:]))
path = HERE / "pricebook.db"
if not path.exists():
    fail("pricebook.db was not made")
con = sqlite3.connect(path)
rows = con.execute("SELECT id, label, cents FROM parts ORDER BY id").fetchall()
con.close()
if rows != want:
    fail("stored rows: %r" % rows)
print("CHECK OK")
