"""Prints how often the first cause is right when a recorded case is given as a traceback alone, and as a run.

python tools/log_score.py          the figures
python tools/log_score.py --all    and the cases that the text alone gets wrong
"""

import sys
import tempfile
from pathlib import Path

from dataflow_debugger.agent import evidence, logtext
from dataflow_debugger.agent.session import Debugger
from dataflow_debugger.evals.as_text import printed
from dataflow_debugger.evals.case import Case, load_cases


def right(case: Case, report) -> tuple[bool, bool]:
    """Whether the first cause is expected, and whether one of the first three is; a guard wants none."""
    codes = [one.entry for one in report.diagnoses] if report.status == "diagnosed" else []
    if case.negative:
        return not codes, not codes
    wanted = set(case.expected.entries)
    return bool(codes[:1]) and codes[0] in wanted, bool(wanted.intersection(codes[:3]))


def main(words: list[str]) -> int:
    if words not in ([], ["--all"]):
        print(__doc__, file=sys.stderr)
        return 2
    debugger = Debugger()
    rows: dict[str, list[tuple[bool, bool, bool, bool]]] = {"DataFlow's": [], "not DataFlow's": []}
    wrong = []
    silent = 0
    with tempfile.TemporaryDirectory() as empty:
        for case in load_cases():
            if not case.evidence_file.exists():
                continue
            recorded = evidence.load(case.evidence_file)
            text = printed(recorded)
            if text is None:
                silent += 1
                continue
            report = debugger.report(logtext.read(text, folder=Path(empty)))
            whole = right(case, debugger.report(recorded))
            told = right(case, report)
            rows["not DataFlow's" if case.negative else "DataFlow's"].append((*told, *whole))
            if not told[0]:
                found = [(one.entry, one.status) for one in report.diagnoses]
                wrong.append(f"{case.id:24} wanted {case.expected.entries}, found {report.status} {found}")
    for name, found in rows.items():
        print(f"{name} ({len(found)} cases)")
        for number, figure in enumerate(("text, hit@1", "text, hit@3", "run, hit@1", "run, hit@3")):
            print(f"  {figure:14}{sum(one[number] for one in found) / max(1, len(found)):.2f}")
    print(f"{silent} cases raise nothing and have no traceback")
    if words:
        print("\n".join(wrong))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
