"""Writes docs/coverage.md from docs/coverage.yaml and the knowledge entries.

python tools/coverage.py           write the page
python tools/coverage.py --check   exit status 1 when it is out of step or something has no entry and no reason
"""

import sys
from pathlib import Path

from dataflow_debugger.knowledge_base.coverage import CoverageError, problems, read, render
from dataflow_debugger.knowledge_base.loader import KnowledgeError, load

DOCS = Path(__file__).resolve().parents[1] / "docs"


def main(words: list[str]) -> int:
    if words not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        kb, table = load(), read(DOCS / "coverage.yaml")
    except (KnowledgeError, CoverageError) as error:
        print(error)
        return 1
    found, text, page = problems(table, kb), render(table, kb), DOCS / "coverage.md"
    if not words:
        page.write_text(text, encoding="utf-8")
    elif not page.is_file() or page.read_text(encoding="utf-8") != text:
        found.append("docs/coverage.md is out of step; run python tools/coverage.py")
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
