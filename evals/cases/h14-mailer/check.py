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
for part in ("bakery posted ['bk-1', 'bk-2']", "garage posted ['gm-1']", "{'bakery': 2, 'garage': 1}"):
    if part not in proc.stdout:
        fail("%r is missing in the output: %s" % (part, proc.stdout))
con = sqlite3.connect(HERE / "mailer.db")
got = con.execute("select id, tenant_id, state, body from letters order by id").fetchall()
con.close()
if [row[:3] for row in got] != [("bk-1", "bakery", "sent"), ("bk-2", "bakery", "sent"), ("gm-1", "garage", "sent")]:
    fail("letters are %r" % got)
if not all(row[3].startswith("Dear ") for row in got):
    fail("letters are not rendered: %r" % got)
print("CHECK OK")
