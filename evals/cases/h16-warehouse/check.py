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
for part in ("201 {'number': 'mv-0001'}", "409 {'detail': 'B4 has 20 pieces'}", "{'A1': 380, 'B4': 20, 'C2': 120}"):
    if part not in proc.stdout:
        fail("%r is missing in the output: %s" % (part, proc.stdout))
con = sqlite3.connect(HERE / "warehouse.db")
bins = con.execute("select id, pieces from bins order by id").fetchall()
moves = con.execute("select source, target, pieces from moves").fetchall()
con.close()
if bins != [("A1", 380), ("B4", 20), ("C2", 120)] or moves != [("A1", "C2", 120)]:
    fail("bins %r, moves %r" % (bins, moves))
print("CHECK OK")
