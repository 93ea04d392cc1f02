"""The report in at most fifteen lines, to stand under a traceback: cause, line, patch in brief, where more is."""

from __future__ import annotations

import textwrap

from dataflow_debugger.agent.report import text as plain
from dataflow_debugger.agent.report.schema import Diagnosis, Failure, Report, ReportFix

LINES = 14  # a blank line before them makes fifteen
WIDTH = 100
CHANGED = 5
CAUSE_ROWS = 3
CLAIM_ROWS = 2
LAST = "dataflow debug --ai --last"
NAME = "DataFlow debug"


def render(report: Report, *, cwd: str = "", more: str = LAST, count: int = 1) -> str:
    """The block as text that ends in a newline; nothing for a run without a failure.

    `cwd` is where its reader stands, for paths; `more` is the command that tells the rest; `count` is the
    number of failures that it stands for.
    """
    if report.status == "no_failure":
        return ""
    failure = report.failure or Failure()
    if report.status == "diagnosed":
        lines = _diagnosed(report.diagnoses[0], report, failure, cwd)
    else:
        lines = _undiagnosed(report, failure, cwd)
    if count > 1:
        lines.append(f"{count - 1} more of this process: dataflow debug --ai --list")
    lines = [*lines[: LINES - 1], f"More: {more}"]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _diagnosed(first: Diagnosis, report: Report, failure: Failure, cwd: str) -> list[str]:
    code = f"{plain.one_line(first.entry, 20)}, " if first.entry else ""
    lines = [f"{NAME}: {plain.one_line(first.title, 160)} [{code}{first.status}, {plain.percent(first)}]"]
    place = _failure_place(report, failure, cwd)
    if failure.silent and failure.message:
        lines += _wrapped("Nothing was raised: ", failure.message, 1)
    if place:
        lines.append(f"At: {place}")
    lines += _wrapped("Cause: ", first.cause, CAUSE_ROWS)
    claim = next((one for one in first.evidence if one.file), next(iter(first.evidence), None))
    if claim is not None:
        where = f"{_path(report, claim.file, cwd)}:{claim.line} " if claim.file and claim.line else ""
        lines += _wrapped("Shown by: ", f"{where}{claim.claim}", CLAIM_ROWS)
    for fix in first.fixes[:1]:
        lines += _fix(fix)
    return lines


def _undiagnosed(report: Report, failure: Failure, cwd: str) -> list[str]:
    lines = [f"{NAME}: no known cause fits."]
    place = _failure_place(report, failure, cwd)
    if failure.silent:
        lines += _wrapped("Nothing was raised: ", failure.message, CLAIM_ROWS)
    at = f" at {place}" if place else ""
    if not failure.silent:
        lines.append(f"Failure: {plain.short_type(failure.type)}{at}")
    elif place:
        lines.append(f"At: {place}")
    return lines


def _failure_place(report: Report, failure: Failure, cwd: str) -> str:
    if failure.at is None:
        return f"node '{plain.one_line(failure.node, 80)}'" if failure.node else ""
    path = _path(report, failure.at.file, cwd)
    function = plain.one_line(failure.at.function, 60)
    inside = f" in {function}()" if function and not function.startswith("<") else ""
    node = f", node '{plain.one_line(failure.node, 80)}'" if failure.node else ""
    return f"{path}:{failure.at.line}{inside}{node}"


def _path(report: Report, file: str | None, cwd: str) -> str:
    folder = report.program.folder if report.program else ""
    return plain.one_line(plain.path_for(file or "", folder, cwd), 200)


def _wrapped(lead: str, said: str, rows: int) -> list[str]:
    return textwrap.wrap(
        plain.one_line(said, 2000),
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        max_lines=rows,
        placeholder=" …",
        break_on_hyphens=False,
    )


def _fix(fix: ReportFix) -> list[str]:
    lines = [f"Fix: {plain.one_line(fix.title, 120)} [{plain.fix_mark(fix)}]"]
    if fix.command:
        lines.append(f"  $ {plain.one_line(fix.command, 200)}")
    if fix.diff:
        rows = plain.visible(fix.diff).split("\n")
        marked = (row for row in rows if row[:1] in ("+", "-") and row[1:].strip())
        changed = [row for row in marked if not row.startswith(("--- ", "+++ "))]
        lines += [f"  {plain.clip(row.expandtabs(plain.TAB), WIDTH)}" for row in changed[:CHANGED]]
        if len(changed) > CHANGED:
            lines.append(f"  … ({len(changed) - CHANGED} more changed lines)")
    return lines
