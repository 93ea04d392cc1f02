import os
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


for pattern in ("*.db", "*.db-*", "*.log"):
    for leftover in HERE.glob(pattern):
        leftover.unlink()
env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PYTHONWARNINGS")}
try:
    proc = subprocess.run([sys.executable, "-W", "always", "app.py"], cwd=HERE, env=env,
                          capture_output=True, text=True, timeout=120)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("app.py exited with %s: %s %s" % (proc.returncode, proc.stdout[-200:], proc.stderr[-300:]))
for line in ("north: Ada", "harbour: Noor", "airport: Ines, Pavel", "warnings in the log: 0"):
    if line not in proc.stdout:
        fail("missing %r in %r" % (line, proc.stdout[-300:]))
log = HERE / "nightly.log"
text = proc.stderr + (log.read_text() if log.exists() else "")
if "ResourceWarning" in text or "Unclosed" in text:
    fail("warnings are still written: %r" % text[-300:])
stored = []
for path in sorted(HERE.glob("site_*.db")):
    con = sqlite3.connect(path)
    stored += con.execute("SELECT id FROM badges").fetchall()
    con.close()
if sorted(r[0] for r in stored) != ["B1", "B10", "B2", "B7", "B8", "B9"]:
    fail("stored badges: %r" % stored)
print("CHECK OK")
