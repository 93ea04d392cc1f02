"""Writes docs/errors/, a page of every knowledge entry with its indexes.

python tools/pages.py           write what changed
python tools/pages.py --check   exit status 1 when the pages are out of step with the entries
"""

import sys
from pathlib import Path

from dataflow_debugger.knowledge_base.loader import KnowledgeError, load
from dataflow_debugger.knowledge_base.pages import out_of_step, write

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "errors"


def main(words: list[str]) -> int:
    try:
        kb = load()
    except KnowledgeError as error:
        print(error)
        return 1
    if words == ["--check"]:
        problems = out_of_step(kb, FOLDER)
        for line in problems:
            print(f"docs/errors: {line}; run python tools/pages.py")
        return 1 if problems else 0
    if words:
        print(__doc__, file=sys.stderr)
        return 2
    print(f"docs/errors: {write(kb, FOLDER)} files changed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
