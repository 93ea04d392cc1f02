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
want = [("1-01", "free"), ("1-02", "Yusuf"), ("2-01", "Marta"), ("2-02", "free"), ("2-03", "Ken")]
for locker, holder in want:
    if "%s: %s" % (locker, holder) not in proc.stdout:
        fail("no right line for %s: %r" % (locker, proc.stdout[-300:]))
if "free: 2" not in proc.stdout:
    fail("wrong number of free lockers: %r" % proc.stdout[-300:])
path = HERE / "lockers.db"
if not path.exists():
    fail("lockers.db was not made")
con = sqlite3.connect(path)
rows = con.execute("SELECT id, holder FROM lockers ORDER BY id").fetchall()
con.close()
if rows != want:
    fail("stored rows: %r" % rows)
print("CHECK OK")
