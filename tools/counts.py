"""Prints how many knowledge entries there are of each kind, beside the numbers that are wanted.

python tools/counts.py           the table
python tools/counts.py --check   exit status 1 when a wanted number is not reached
"""

import sys

from dataflow_debugger.agent import checks, fixes
from dataflow_debugger.knowledge_base.counts import Counts, Use, count
from dataflow_debugger.knowledge_base.loader import load


def rows(found: Counts) -> list[tuple[str, int, int]]:
    """Every number that is wanted: its name, what there is, what is wanted."""
    return [
        ("entries", found.entries, 160),
        ("on the current DataFlow", found.current, 115),
        ("bound to versions", found.bound, 45),
        ("silent (nothing is raised)", found.silent, 35),
        ("near misses", found.near_misses, 60),
        ("first fix is an edit, a config edit or a requirement", found.applicable, 130),
    ]


def main(words: list[str]) -> int:
    if words not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    kb = load(skip_broken=True)
    for problem in kb.problems:
        print(f"left out: {problem}")
    found = count(kb, checks.registered(), fixes.registered())
    for name, number, wanted in rows(found):
        print(f"{name:53} {number:4}  of {wanted:3}{'' if number >= wanted else '  not reached'}")
    print(f"{'examples':53} {found.examples:4}")
    print(f"{'recorded examples':53} {found.recorded:4}")
    _table("by family", found.families)
    _table("examples by database", found.databases)
    _table("first fix", found.first_fixes)
    _use("checks", found.checks)
    _use("edits", found.edits)
    short = any(number < wanted for _, number, wanted in rows(found))
    return 1 if words and (short or kb.problems) else 0


def _table(title: str, numbers: dict[str, int]) -> None:
    print(f"\n{title}")
    for name, number in numbers.items():
        print(f"  {name:51} {number:4}")


def _use(title: str, use: Use) -> None:
    print(f"\n{title}: {use.registered} registered, {use.used} used, {use.shared} by more than one entry")
    print("  most used: " + ", ".join(f"{name} ({number})" for name, number in use.most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
