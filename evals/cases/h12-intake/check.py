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
for part in ("status 201 stored 3", "Aino Virtanen | - | -", "Ben Okafor | +234 1 555 01 | -",
             "Carla Dias | +351 21 555 77 | spring-fair"):
    if part not in proc.stdout:
        fail("%r is missing in the output: %s" % (part, proc.stdout))
con = sqlite3.connect(HERE / "leads.db")
got = con.execute("select id, phone, campaign from leads order by id").fetchall()
con.close()
if got != [("tab3-001", None, None), ("tab3-002", "+234 1 555 01", None),
           ("tab3-003", "+351 21 555 77", "spring-fair")]:
    fail("leads are %r" % got)
print("CHECK OK")
