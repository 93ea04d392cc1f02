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
for line in ("imported: RB-01, RB-02, RB-03",
             "RB-03 Restore file share (90 min) Priya",
             "backup: RB-03", "linux: RB-01", "mail: RB-01", "network: RB-02",
             "security: RB-02", "storage: RB-03"):
    if line not in proc.stdout:
        fail("missing %r in %r" % (line, proc.stdout[-500:]))
path = HERE / "runbooks.db"
if not path.exists():
    fail("runbooks.db was not made")
con = sqlite3.connect(path)
rows = con.execute("SELECT * FROM runbooks ORDER BY id").fetchall()
con.close()
if len(rows) != 3:
    fail("stored rows: %r" % rows)
for row, word in zip(rows, ("linux", "security", "backup")):
    if not any(isinstance(v, str) and word in v for v in row):
        fail("label %s is not stored: %r" % (word, row))
print("CHECK OK")
