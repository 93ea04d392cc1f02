"""The failure as a workflow command of GitHub Actions, which marks the line in the pull request.

The form is that of GitHub's "Workflow commands" page: percent signs and line ends are escaped in the message,
commas and colons in the properties too, so that no text of a failure can add a command of its own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from dataflow_debugger.agent.report import places
from dataflow_debugger.agent.report import text as plain
from dataflow_debugger.agent.report.schema import Failure, Report

MESSAGE = 1200
TITLE = 200


def wanted(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether this is a job of GitHub Actions."""
    return environ.get("GITHUB_ACTIONS") == "true"


def root(environ: Mapping[str, str] = os.environ) -> str:
    """The folder that annotations count their paths from: the checkout, else the working folder."""
    return environ.get("GITHUB_WORKSPACE") or os.getcwd()


def render(report: Report, *, root: str = "") -> str:
    """One `::error` line for the failure, with its end of line; nothing where nothing failed."""
    if report.status == "no_failure":
        return ""
    failure = report.failure or Failure()
    first = report.diagnoses[0] if report.status == "diagnosed" else None
    shown = next((claim for claim in first.evidence if claim.file), None) if first else None
    file, line = (shown.file, shown.line) if shown else (None, None)
    if file is None and failure.at:
        file, line = failure.at.file, failure.at.line
    properties: dict[str, str] = {}
    if file:
        path, _ = places.below(file, report.program.folder if report.program else "", root)
        properties["file"] = path
    if line:
        properties["line"] = str(line)
    properties["title"] = plain.one_line(_title(report, failure), TITLE)
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::error {said}::{_data(plain.clip(_message(report, failure), MESSAGE))}\n"


def _title(report: Report, failure: Failure) -> str:
    if report.status == "diagnosed":
        first = report.diagnoses[0]
        return f"{first.entry}: {first.title}" if first.entry else first.title
    return f"{plain.short_type(failure.type) or 'Failure'} without a known cause"


def _message(report: Report, failure: Failure) -> str:
    raised = f"{plain.short_type(failure.type)}: " if failure.type else ""
    lines = [raised + plain.one_line(failure.message, 300)] if failure.message or raised else []
    if report.status == "diagnosed":
        first = report.diagnoses[0]
        lines.append(plain.one_line(first.cause, 600))
        if first.fixes:
            lines.append(f"Fix: {plain.one_line(first.fixes[0].title, 160)}")
        if first.entry:
            lines.append(f"More: dataflow debug --explain {plain.one_line(first.entry, 20)}")
    else:
        lines.append(plain.one_line(report.explanation, 600))
    return "\n".join(lines)


def _data(text: str) -> str:
    return plain.visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
