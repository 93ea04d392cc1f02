"""Runs a program under capture and writes its evidence.

python tools/record.py [--python PYTHON] OUT.json PROGRAM [ARGS]
python tools/record.py [--python PYTHON] OUT.json -m MODULE [ARGS]
python tools/record.py OUT.json -- COMMAND [ARGS]
"""

import sys
from pathlib import Path

from dataflow_debugger.agent.launch import LaunchError, Options, Target, run


def target(words: list[str]) -> Target:
    """What the words after OUT.json name."""
    if words[0] == "-m":
        return Target(module=words[1], args=words[2:])
    if words[0] == "--":
        return Target(command=words[1:])
    return Target(program=words[0], args=words[1:])


def main(words: list[str]) -> int:
    python = None
    if words[:1] == ["--python"]:
        python, words = words[1], words[2:]
    if len(words) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        outcome = run(target(words[1:]), Options(python=python, timeout=120))
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 2
    text = outcome.evidence.model_dump_json(by_alias=True, indent=1)
    Path(words[0]).write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
