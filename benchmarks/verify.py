"""What trying a fix costs beside the program's own run: `python benchmarks/verify.py [CASE ...]`.

Runs the real command with `--verify` over programs on SQLite and prints, for each, the time of one trial over
the time of the program's own run, both from the same run of the command.
"""

from __future__ import annotations

import re
import statistics
import sys
from pathlib import Path

from dataflow_debugger.evals import live, scratch
from dataflow_debugger.evals.case import load_cases

DEFAULT = ("u05-signup", "u09-party", "u13-books", "u16-wine", "c05-museum", "c37-list-filters")
LIMIT = 3.0
_TRIED = re.compile(r"^Ran `[^`]*` (?:once|(\d+) times) in a copy")


def tried(notes: list[str]) -> int:
    """How often the program was run in the copy, as the report's notes say."""
    for note in notes:
        found = _TRIED.match(note)
        if found:
            return int(found.group(1) or 1)
    return 0


def main(names: list[str]) -> int:
    ratios = []
    for case in load_cases(tuple(names) or DEFAULT):
        with scratch.scratch(case) as folder:
            (folder / "check.py").unlink(missing_ok=True)
            report = live.report_of(case, folder, Path(sys.executable), ("--verify=safe",))
        times, count = report["timings_ms"], tried(report["notes"])
        if not count:
            print(f"{case.id}: no fix was tried")
            continue
        ratios.append(times["verify"] / count / times["run"])
        print(f"{case.id}: run {times['run']:.0f} ms, {count} tried, {ratios[-1]:.2f} runs for each")
    if not ratios:
        return 1
    print(f"median {statistics.median(ratios):.2f}, most {max(ratios):.2f} runs for each fix tried")
    return 0 if max(ratios) <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
