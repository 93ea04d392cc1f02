"""Passes only when the program prints what its user wants."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WANTED = ['Ulm: 2', 'all: 3']

for leftover in [*HERE.glob("*.db"), *HERE.glob("*.db-*")]:
    leftover.unlink()
try:
    done = subprocess.run([sys.executable, "app.py"], cwd=HERE, capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    sys.exit("app.py did not end within 90 s")
if done.returncode != 0:
    sys.exit(f"app.py ended with {done.returncode}: {done.stderr.strip()[-300:]}")
missing = [line for line in WANTED if line not in done.stdout.splitlines()]
if missing:
    sys.exit(f"missing {missing!r} in {done.stdout!r}")
