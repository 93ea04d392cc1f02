"""The report as compact Markdown, made for pasting into an issue or to an assistant.

Stable: the same report gives the same text (no times, no widths). A page holds at most `BUDGET` tokens: it is
made with the first of `LIMITS` that fits. A diff is given whole or not at all, because a cut diff does not apply.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dataflow_debugger.agent.report import text as plain
from dataflow_debugger.agent.report.schema import (
    Diagnosis,
    EvidenceClaim,
    Failure,
    ModelUse,
    Report,
    ReportFix,
)

BUDGET = 900  # as `tokens` counts them
CODE = 120


@dataclass(frozen=True)
class Limits:
    """How much of a report a page shows: how many parts, and how many characters of a text.

    The first `diffs` fixes show their diffs, those of at most `diff` characters.
    """

    claims: int = 5
    claim: int = 200
    fixes: int = 3
    diffs: int = 2
    diff: int = 1400
    message: int = 400
    cause: int = 600
    others: int = 3
    notes: int = 3
    code: int = CODE
    title: int = 110


LIMITS = (
    Limits(),
    Limits(diffs=1),
    Limits(diffs=1, claims=3, fixes=2, message=300, notes=2),
    Limits(diffs=1, claims=2, claim=140, fixes=1, message=200, cause=400, others=2, notes=1),
    Limits(
        diffs=1, claims=1, claim=100, fixes=1, message=100, cause=200, others=1, notes=1, code=80, title=80
    ),
    Limits(
        diffs=0, claims=1, claim=80, fixes=1, message=100, cause=120, others=0, notes=0, code=40, title=60
    ),
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_SPAN = re.compile(r"(`[^`]+`)")
_TOKEN = re.compile(r"[A-Za-z]{1,5}|[0-9]{1,3}|[^A-Za-z0-9\s]|\n")


def tokens(content: str) -> int:
    """How many tokens an English text is, rather too many than too few; compare `tools/tokens.py`."""
    return len(_TOKEN.findall(content))


def render(report: Report) -> str:
    """The page as text that ends in a newline."""
    page = ""
    for limits in LIMITS:
        page = _Page(report, limits).text()
        if tokens(page) <= BUDGET:
            break
    return page


class _Page:
    def __init__(self, report: Report, limits: Limits) -> None:
        self.report = report
        self.limits = limits

    def text(self) -> str:
        report, limits = self.report, self.limits
        if report.status == "no_failure":
            parts = ["# DataFlow debug: no failure", _prose(report.explanation, limits.cause)]
        else:
            parts = [self._heading(), *self._failure(report.failure or Failure())]
            if report.status == "diagnosed":
                parts += self._diagnosis(report.diagnoses[0])
                parts += self._others(report.diagnoses[1:], "Also possible")
            else:
                parts.append(f"**No known cause fits.** {_prose(report.explanation, limits.cause)}")
                parts += self._others(report.diagnoses, "Considered")
        if report.model is not None:
            parts += self._model(report.model)
        parts += [f"Note: {_prose(note, limits.claim)}" for note in report.notes[: limits.notes]]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _heading(self) -> str:
        if self.report.status == "undiagnosed":
            return "# DataFlow failure without a known cause"
        first = self.report.diagnoses[0]
        code = f"{_prose(first.entry, 20)}: " if first.entry else ""
        return f"# {code}{_prose(first.title, self.limits.title)} ({first.status}, {plain.percent(first)})"

    def _failure(self, failure: Failure) -> list[str]:
        limit = self.limits.code
        name = (
            _code(failure.type, limit)
            if failure.type
            else ("nothing was raised" if failure.silent else "failed")
        )
        said = [f"**Failure:** {name}"]
        if failure.at:
            said.append(f"at {_code(f'{failure.at.file}:{failure.at.line}', limit)}")
            if failure.at.function:
                said.append(f"in {_code(failure.at.function, limit)}")
        if failure.node:
            said.append(f"node {_code(failure.node, limit)}")
        parts = [" ".join(said)]
        if failure.at and failure.at.code:
            shown = [
                f"{'>' if number == failure.at.line else ' '} {number} {plain.clip(line, limit)}".rstrip()
                for number, line in plain.code_lines(failure.at.code)
            ]
            parts.append(_fence("\n".join(shown), ""))
        if failure.message:
            message = plain.clip(failure.message, self.limits.message)
            parts.append(_fence("\n".join(plain.lines_of(message, 8, self.limits.message)), ""))
        return parts

    def _diagnosis(self, diagnosis: Diagnosis) -> list[str]:
        """Cause, evidence and fixes."""
        claims: list[str] = []
        shown = diagnosis.evidence[: self.limits.claims]
        for one, following in zip(shown, [*shown[1:], None], strict=True):
            again = following is not None and (following.file, following.line) == (one.file, one.line)
            claims.append(self._claim(one, with_code=not again))
        fixes = [
            self._fix(fix, with_diff=number < self.limits.diffs)
            for number, fix in enumerate(diagnosis.fixes[: self.limits.fixes])
        ]
        more = len(diagnosis.fixes) - len(fixes)
        if more > 0:
            fixes.append(f"({_count(more, 'more fix', 'more fixes')} left out; `--format json` has them.)")
        evidence = "**Evidence**\n" + "\n".join(claims) if claims else ""
        return [f"**Cause.** {_prose(diagnosis.cause, self.limits.cause)}", evidence, *fixes]

    def _claim(self, claim: EvidenceClaim, *, with_code: bool) -> str:
        limit = self.limits.code
        place = f"{claim.file}:{claim.line}" if claim.line else claim.file
        where = f"{_code(place, limit)}: " if place else ""
        said = f"- {where}{_prose(claim.claim, self.limits.claim)}"
        for label, value in (("node", claim.node), ("value", claim.value)):
            if value and value not in claim.claim and value not in (claim.code or ""):
                said += f" ({label} {_code(value, limit)})"
        return f"{said} {_code(claim.code, limit)}" if claim.code and with_code else said

    def _fix(self, fix: ReportFix, *, with_diff: bool) -> str:
        lines = [f"**Fix:** {_prose(fix.title, self.limits.title)} ({fix.kind}; {plain.fix_mark(fix)})"]
        if fix.rationale:
            lines.append(_prose(fix.rationale, self.limits.claim))
        if fix.requirement:
            lines.append(f"Needs {_code(fix.requirement, self.limits.code)}.")
        if fix.command:
            lines.append(_fence(plain.one_line(fix.command, 2 * self.limits.claim), "sh"))
        if fix.diff:
            diff = plain.visible(fix.diff).rstrip("\n")
            if with_diff and len(diff) <= self.limits.diff:
                lines.append(_fence(diff, "diff"))
            else:
                length = _count(len(diff.splitlines()), "line", "lines")
                lines.append(f"(Diff of {length} left out; `--format json` has it.)")
        return "\n".join(lines)

    def _model(self, use: ModelUse) -> list[str]:
        """What a model said, marked as unproven, and what asking it took."""
        parts, limit = [], self.limits.claim
        if use.opinion is not None:
            steps = "".join(f"\n- {_prose(step, limit)}" for step in use.opinion.next_steps)
            said = _prose(use.opinion.cause, self.limits.cause)
            parts.append(f"**The model says (not proven).** {said}{steps}")
            parts += [self._fix(fix, with_diff=True) for fix in use.opinion.fixes]
        looks = f" It asked to see: {_prose(plain.model_looks(use), limit)}." if use.tools else ""
        return [*parts, f"Model {_prose(plain.model_use(use), limit)}.{looks}"]

    def _others(self, found: list[Diagnosis], title: str) -> list[str]:
        rows = [
            f"- {f'{_prose(one.entry, 20)} ' if one.entry else ''}{_prose(one.title, self.limits.title)} "
            f"({one.status}, {plain.percent(one)})"
            for one in found[: self.limits.others]
        ]
        return [f"**{title}**\n" + "\n".join(rows)] if rows else []


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _prose(content: str, limit: int) -> str:
    """Text as text: nothing in it can become a link or a heading; what stands in backticks becomes code."""
    parts = _SPAN.split(plain.one_line(content, limit))
    return "".join(
        _code(part[1:-1]) if number % 2 else _SPECIAL.sub(r"\\\1", part) for number, part in enumerate(parts)
    )


def _code(content: str, limit: int = CODE) -> str:
    """An inline code span whose fence is longer than any run of backticks inside."""
    said = plain.one_line(content, limit)
    fence = "`" * (_longest_run(said) + 1)
    pad = " " if said.startswith("`") or said.endswith("`") else ""
    return f"{fence}{pad}{said}{pad}{fence}"


def _fence(content: str, language: str) -> str:
    fence = "`" * max(3, _longest_run(content) + 1)
    return f"{fence}{language}\n{content}\n{fence}"


def _longest_run(content: str) -> int:
    return max((len(run) for run in re.findall("`+", content)), default=0)
