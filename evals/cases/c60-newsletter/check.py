import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
for pattern in ("*.db", "*.db-*"):
    for leftover in HERE.glob(pattern):
        leftover.unlink()
env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}


def run():
    try:
        return subprocess.run(
            [sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90
        )
    except subprocess.TimeoutExpired:
        print("CHECK FAILED: did not finish")
        sys.exit(1)


proc = run()
if proc.returncode != 0:
    print("CHECK FAILED: exit", proc.returncode, proc.stderr[-400:])
    sys.exit(1)
for want in ["subscribers: \\['Ada L.', 'Ben'\\]"]:
    if not re.search(want, proc.stdout):
        print("CHECK FAILED: output lacks", want, "got", proc.stdout[-300:])
        sys.exit(1)
print("CHECK OK")
