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
for part in ("open before: ['t1', 't2', 't3']", "assigned: ['t1', 't2']", "open after: ['t3']",
             "t1: {'state': 'assigned', 'driver': 'Zoe'}"):
    if part not in proc.stdout:
        fail("%r is missing in the output: %s" % (part, proc.stdout))
con = sqlite3.connect(HERE / "dispatch.db")
got = con.execute("select id, state, driver from trips order by id").fetchall()
con.close()
if got != [("t1", "assigned", "Zoe"), ("t2", "assigned", "Malik"), ("t3", "open", None)]:
    fail("trips are %r" % got)
print("CHECK OK")
