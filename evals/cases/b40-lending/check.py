import os
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
env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "LENDING_DB", "PYTEST_ADDOPTS")}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("exit %s: %s" % (proc.returncode, proc.stdout[-400:]))
if "3 passed" not in proc.stdout:
    fail("wrong output %r" % proc.stdout[-400:])
print("CHECK OK")
