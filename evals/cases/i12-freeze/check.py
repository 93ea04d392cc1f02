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
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                          capture_output=True, text=True, timeout=120)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
out = proc.stdout
for number in ("C-104", "C-105"):
    if number + ": refused" not in out:
        fail("%s was not refused: %r" % (number, out[-300:]))
if "reported: {'roads': 1500.0, 'schools': 800.0}" not in out or "difference: 0.0" not in out:
    fail("wrong figures: %r" % out[-300:])
path = HERE / "grants.db"
if not path.exists():
    fail("grants.db was not made")
con = sqlite3.connect(path)
rows = con.execute("SELECT id FROM commitments ORDER BY id").fetchall()
con.close()
if rows != [("C-101",), ("C-102",), ("C-103",)]:
    fail("stored rows: %r" % rows)
print("CHECK OK")
