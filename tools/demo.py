"""Runs the demo the way a user would and checks that it ended with a diagnosis (exit status 1)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "examples/orders/app.py"


def main() -> int:
    command = [str(Path(sys.argv[1]).absolute()), "debug", "--ai", PROGRAM]
    print("$ dataflow debug --ai", PROGRAM, flush=True)
    status = subprocess.run(command, cwd=ROOT).returncode
    if status == 1:
        return 0
    print(f"the demo should end with exit status 1 (a failure was diagnosed), it ended with {status}.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
