"""The report as a block of HTML for the output of a notebook cell: no script, no style sheet, everything escaped.

Colours are taken from the notebook's own text colour, so that it reads in light and dark themes.
"""

from __future__ import annotations

import re
from html import escape

from dataflow_debugger.agent.cell_names import said
from dataflow_debugger.agent.report import text as plain
from dataflow_debugger.agent.report.schema import Diagnosis, EvidenceClaim, Failure, Report, ReportFix

DIAGNOSES = 3
CLAIMS = 6
FIXES = 3
_SPAN = re.compile(r"`([^`]+)`")
_BOX = "border-left:4px solid #d97706;padding:.4em .9em;margin:.4em 0;line-height:1.45"
_DIM = "opacity:.7"
_PRE = "margin:.3em 0;padding:.4em .6em;overflow-x:auto;background:rgba(128,128,128,.12);line-height:1.35"
_ROWS = {"+": "background:rgba(46,160,67,.22)", "-": "background:rgba(248,81,73,.2)", "@": _DIM}


def render(report: Report) -> str:
    """One `div`; empty for a run without a failure."""
    if report.status == "no_failure":
        return ""
    failure = report.failure or Failure()
    if report.status == "diagnosed":
        first, *others = report.diagnoses
        inner = _diagnosis(first, failure) + _others(others[: DIAGNOSES - 1])
    else:
        lead = "<div><b>DataFlow: no known cause fits</b></div>"
        inner = f"{lead}{_place(failure)}<p>{_prose(report.explanation)}</p>"
    return f'<div class="dataflow-debug" style="{_BOX}">{inner}</div>'


def _diagnosis(one: Diagnosis, failure: Failure) -> str:
    mark = ", ".join(filter(None, (one.entry, one.status, plain.percent(one))))
    parts = [
        f"<div><b>{_prose(one.title)}</b> <span style='{_DIM}'>[{_text(mark, 80)}]</span></div>",
        _place(failure),
        f"<p style='margin:.4em 0'>{_prose(one.cause)}</p>",
    ]
    claims = "".join(_claim(claim) for claim in one.evidence[:CLAIMS])
    if claims:
        parts.append(f"<ul style='margin:.3em 0;padding-left:1.3em'>{claims}</ul>")
    parts += [_fix(fix) for fix in one.fixes[:FIXES]]
    if one.entry:
        code = _text(one.entry, 20)
        parts.append(f"<div style='{_DIM}'><code>%debug_ai {code}</code> explains this cause.</div>")
    return "".join(parts)


def _place(failure: Failure) -> str:
    parts = []
    if failure.at is not None:
        parts.append(_text(said(f"{failure.at.file}:{failure.at.line}"), 300))
    if failure.node:
        parts.append(f"node <code>{_text(failure.node, 80)}</code>")
    return f"<div style='{_DIM}'>{', '.join(parts)}</div>" if parts else ""


def _claim(claim: EvidenceClaim) -> str:
    where = said(f"{claim.file}:{claim.line}") if claim.file and claim.line else claim.file or ""
    tail = f" <span style='{_DIM}'>{_text(where, 300)}</span>" if where else ""
    code = f"<br><code>{_text(claim.code, 300)}</code>" if claim.code else ""
    return f"<li>{_text(claim.claim, 600)}{tail}{code}</li>"


def _fix(fix: ReportFix) -> str:
    lead = (
        f"<div><b>Fix:</b> {_text(fix.title, 160)} <span style='{_DIM}'>[{plain.fix_mark(fix)}]</span></div>"
    )
    command = f"<pre style='{_PRE}'>{_text(fix.command, 500)}</pre>" if fix.command else ""
    return lead + command + (_diff(fix.diff) if fix.diff else "")


def _diff(diff: str) -> str:
    """The lines of a unified diff without its file names, which for a cell are none."""
    rows = plain.visible(diff).rstrip("\n").split("\n")
    shown = [row for row in rows if not row.startswith(("--- ", "+++ ", "@@"))]
    lines = "".join(
        f"<div style='white-space:pre;{_ROWS.get(row[:1], '')}'>{escape(row) or ' '}</div>" for row in shown
    )
    return f"<pre style='{_PRE}'>{lines}</pre>"


def _others(found: list[Diagnosis]) -> str:
    if not found:
        return ""
    rows = "".join(
        f"<li>{_prose(one.title)} <span style='{_DIM}'>[{_text(one.entry or '', 20)}, {one.status}, "
        f"{plain.percent(one)}]</span></li>"
        for one in found
    )
    return f"<details style='margin-top:.3em'><summary>Also possible</summary><ul>{rows}</ul></details>"


def _text(text: str | None, limit: int) -> str:
    return escape(plain.one_line(text or "", limit))


def _prose(text: str) -> str:
    """Escaped text in which `backticks` mark code."""
    return _SPAN.sub(r"<code>\1</code>", _text(text, 2000))
