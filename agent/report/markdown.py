"""The report as compact Markdown, made for pasting into an issue or to an assistant.

Stable: the same report gives the same text (no times, no widths). Budgets keep a diagnosed failure near 900
tokens; a diff is given whole or not at all, because a cut diff does not apply.
"""

from __future__ import annotations

import re

from dataflow_debugger.agent.report import text as plain
from dataflow_debugger.agent.report.schema import Diagnosis, EvidenceClaim, Failure, Report, ReportFix

BUDGET = 2800  # characters; claims and further fixes come in while they fit
MESSAGE = 400
CAUSE = 600
CLAIM = 200
CLAIMS = 5
CERTAIN_CLAIMS = 2  # claims that come in whatever the budget says
CODE = 120
DIFF = 1400
TITLE = 110

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_SPAN = re.compile(r"(`[^`]+`)")


def render(report: Report) -> str:
    """The page as text that ends in a newline."""
    if report.status == "no_failure":
        parts = ["# DataFlow debug: no failure", _prose(report.explanation, CAUSE)]
    else:
        parts = [_heading(report), *_failure(report.failure or Failure())]
        if report.status == "diagnosed":
            parts += _diagnosis(report.diagnoses[0], sum(map(len, parts)))
            parts += _others(report.diagnoses[1:], "Also possible")
        else:
            parts.append(f"**No known cause fits.** {_prose(report.explanation, CAUSE)}")
            parts += _others(report.diagnoses, "Considered")
    parts += [f"Note: {_prose(note, CLAIM)}" for note in report.notes[:3]]
    return "\n\n".join(part for part in parts if part) + "\n"


def _heading(report: Report) -> str:
    if report.status == "undiagnosed":
        return "# DataFlow failure without a known cause"
    first = report.diagnoses[0]
    code = f"{_prose(first.entry, 20)}: " if first.entry else ""
    return f"# {code}{_prose(first.title, TITLE)} ({first.status}, {plain.percent(first)})"


def _failure(failure: Failure) -> list[str]:
    name = _code(failure.type) if failure.type else ("nothing was raised" if failure.silent else "failed")
    said = [f"**Failure:** {name}"]
    if failure.at:
        said.append(f"at {_code(f'{failure.at.file}:{failure.at.line}')}")
        if failure.at.function:
            said.append(f"in {_code(failure.at.function)}")
    if failure.node:
        said.append(f"node {_code(failure.node)}")
    parts = [" ".join(said)]
    shown: list[str] = []
    if failure.at and failure.at.code:
        shown = [
            f"{'>' if number == failure.at.line else ' '} {number} {plain.clip(line, CODE)}".rstrip()
            for number, line in plain.code_lines(failure.at.code)
        ]
    if shown:
        parts.append(_fence("\n".join(shown), ""))
    if failure.message:
        parts.append(_fence("\n".join(plain.lines_of(plain.clip(failure.message, MESSAGE), 8, MESSAGE)), ""))
    return parts


def _diagnosis(diagnosis: Diagnosis, used: int) -> list[str]:
    """Cause, evidence and fixes; `used` is how much of the budget the parts before have taken."""
    cause = f"**Cause.** {_prose(diagnosis.cause, CAUSE)}"
    fixes = [_fix(fix, with_diff=True) for fix in diagnosis.fixes[:1]]
    left = BUDGET - used - len(cause) - sum(map(len, fixes))
    claims: list[str] = []
    shown = diagnosis.evidence[:CLAIMS]
    for one, following in zip(shown, [*shown[1:], None], strict=True):
        again = following is not None and (following.file, following.line) == (one.file, one.line)
        claim = _claim(one, with_code=not again)
        if len(claims) >= CERTAIN_CLAIMS and len(claim) > left:
            break
        claims.append(claim)
        left -= len(claim)
    for fix in diagnosis.fixes[1:]:
        whole = _fix(fix, with_diff=True)
        fixes.append(whole if len(whole) <= left else _fix(fix, with_diff=False))
        left -= len(fixes[-1])
    evidence = "**Evidence**\n" + "\n".join(claims) if claims else ""
    return [cause, evidence, *fixes]


def _claim(claim: EvidenceClaim, *, with_code: bool) -> str:
    where = f"{_code(f'{claim.file}:{claim.line}' if claim.line else claim.file)}: " if claim.file else ""
    said = f"- {where}{_prose(claim.claim, CLAIM)}"
    for label, value in (("node", claim.node), ("value", claim.value)):
        if value and value not in claim.claim and value not in (claim.code or ""):
            said += f" ({label} {_code(value)})"
    return f"{said} {_code(claim.code)}" if claim.code and with_code else said


def _fix(fix: ReportFix, *, with_diff: bool) -> str:
    lines = [f"**Fix:** {_prose(fix.title, TITLE)} ({fix.kind}; {plain.fix_mark(fix)})"]
    if fix.rationale:
        lines.append(_prose(fix.rationale, CLAIM))
    if fix.requirement:
        lines.append(f"Needs {_code(fix.requirement)}.")
    if fix.command:
        lines.append(_fence(plain.one_line(fix.command, 400), "sh"))
    if fix.diff:
        diff = plain.visible(fix.diff).rstrip("\n")
        if with_diff and len(diff) <= DIFF:
            lines.append(_fence(diff, "diff"))
        else:
            lines.append(f"(Diff of {len(diff.splitlines())} lines left out; `--format json` has it.)")
    return "\n".join(lines)


def _others(found: list[Diagnosis], title: str) -> list[str]:
    if not found:
        return []
    rows = [
        f"- {f'{_prose(one.entry, 20)} ' if one.entry else ''}{_prose(one.title, TITLE)} "
        f"({one.status}, {plain.percent(one)})"
        for one in found[:3]
    ]
    return [f"**{title}**\n" + "\n".join(rows)]


def _prose(content: str, limit: int) -> str:
    """Text as text: nothing in it can become a link or a heading; what stands in backticks becomes code."""
    parts = _SPAN.split(plain.one_line(content, limit))
    return "".join(
        _code(part[1:-1]) if number % 2 else _SPECIAL.sub(r"\\\1", part) for number, part in enumerate(parts)
    )


def _code(content: str) -> str:
    """An inline code span whose fence is longer than any run of backticks inside."""
    said = plain.one_line(content, CODE)
    fence = "`" * (_longest_run(said) + 1)
    pad = " " if said.startswith("`") or said.endswith("`") else ""
    return f"{fence}{pad}{said}{pad}{fence}"


def _fence(content: str, language: str) -> str:
    fence = "`" * max(3, _longest_run(content) + 1)
    return f"{fence}{language}\n{content}\n{fence}"


def _longest_run(content: str) -> int:
    return max((len(run) for run in re.findall("`+", content)), default=0)
