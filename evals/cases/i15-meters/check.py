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
if "readings stored: 288" not in proc.stdout:
    fail("not all readings stored: %r" % proc.stdout[-300:])
for name, value in (("canteen", "384.0"), ("labs", "1008.0"), ("library", "528.0"), ("campus", "1920.0")):
    if not re.search(r"^%s\s+%s kWh" % (name, re.escape(value)), proc.stdout, re.M):
        fail("no right line for %s: %r" % (name, proc.stdout[-300:]))
path = HERE / "meters.db"
if not path.exists():
    fail("meters.db was not made")
con = sqlite3.connect(path)
rows = con.execute("SELECT count(*), sum(kwh) FROM readings").fetchall()
con.close()
if rows != [(288, 1920.0)]:
    fail("stored rows: %r" % rows)
print("CHECK OK")
