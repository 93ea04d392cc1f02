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
if "morning: Red roses: 35 EUR ['rose', 'tulip']" not in proc.stdout:
    fail("wrong morning %r" % proc.stdout)
if "noon: Red roses: 29 EUR ['rose']" not in proc.stdout:
    fail("wrong noon %r" % proc.stdout)
con = sqlite3.connect(HERE / "florist.db")
rows = con.execute("select id, price, visible from bouquets order by id").fetchall()
con.close()
if rows != [("rose", 29, 1), ("tulip", 18, 0)]:
    fail("rows: %r" % rows)
print("CHECK OK")
