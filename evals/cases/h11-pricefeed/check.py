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
out = " ".join(proc.stdout.split())
for part in ("articles: 4", "lines applied: 3", "BX-100 Brake pad 23.50 (35)", "BX-200 Brake disc 58.00 (12)",
             "OF-310 Oil filter 6.95 (210)", "WB-045 Wiper blade 11.80 (58)"):
    if part not in out:
        fail("%r is missing in the output: %s" % (part, out))
con = sqlite3.connect(HERE / "catalog.db")
got = con.execute("select article_no, title, net_price, stock from articles order by article_no").fetchall()
con.close()
if got != [("BX-100", "Brake pad", 23.5, 35), ("BX-200", "Brake disc", 58.0, 12),
           ("OF-310", "Oil filter", 6.95, 210), ("WB-045", "Wiper blade", 11.8, 58)]:
    fail("articles are %r" % got)
print("CHECK OK")
