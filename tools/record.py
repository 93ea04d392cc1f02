"""Runs a program under capture and writes its evidence: python tools/record.py OUT.json PROGRAM [ARGS]."""

import sys
from pathlib import Path

from dataflow_debugger.agent.launch import LaunchError, Options, Target, run


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    out, program, *args = sys.argv[1:]
    try:
        outcome = run(Target(program=program, args=args), Options(timeout=120))
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 2
    text = outcome.evidence.model_dump_json(by_alias=True, indent=1)
    Path(out).write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
