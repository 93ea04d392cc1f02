"""The report as one HTML file that needs nothing else: no network, no further files, no script from outside.

All text comes through the template's autoescape, after `text.visible` has made control characters harmless. The
page's own policy allows one style sheet and one script, both by their hash, so that nothing else can run.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shlex
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.report import graph, tables
from dataflow_debugger.agent.report import text as plain
from dataflow_debugger.agent.report.schema import Failure, Report

SHAPE = 400
EXCEPTIONS_MAX = 20
_RELATIONS = {
    "outer": "raised",
    "cause": "the cause of the one above",
    "context": "while this one was handled, the one above was raised",
    "group": "in the group",
    "logged": "logged on the way",
}


def render(report: Report, evidence: Evidence | None = None) -> str:
    """The page. Without evidence it has no workflow, models and records of the run."""
    css, js = _file("page.css"), _file("page.js")
    first = report.diagnoses[0] if report.status == "diagnosed" else None
    failure = None if report.status == "no_failure" else report.failure or Failure()
    page: str = _template().render(
        report=report,
        failure=failure,
        first=first,
        others=report.diagnoses[1:] if first else report.diagnoses,
        headline=_headline(report, failure),
        command=shlex.join(report.program.command) if report.program else "",
        picture=graph.draw(report, View(evidence)) if evidence else None,
        pairs=tables.pairs(evidence) if evidence else [],
        tables=tables.others(evidence) if evidence else [],
        evidence=evidence,
        exceptions=evidence.exception.chain[:EXCEPTIONS_MAX] if evidence and evidence.exception else [],
        urls=_urls(evidence) if evidence else [],
        captured=evidence.captured_at if evidence else "",
        css=Markup(css),
        js=Markup(js),
        css_hash=_hash(css),
        js_hash=_hash(js),
    )
    return page


def _headline(report: Report, failure: Failure | None) -> str:
    if failure is None:
        return "No failure"
    if failure.type:
        return plain.short_type(failure.type)
    return "Nothing was raised" if failure.silent else "The program failed"


def _urls(evidence: Evidence) -> list[str]:
    known = evidence.environment.database
    found = [known.url if known else None]
    found += [one.url for one in evidence.inspector.instances] if evidence.inspector else []
    return [url for url in dict.fromkeys(found) if url]


@cache
def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template() -> Any:
    environment = Environment(autoescape=True, finalize=_harmless, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "clip": lambda text, limit: plain.clip(str(text), limit),
        "code_lines": plain.code_lines,
        "diff_lines": _diff_lines,
        "fix_mark": plain.fix_mark,
        "model_looks": plain.model_looks,
        "model_use": plain.model_use,
        "percent": plain.percent,
        "prose": _prose,
        "relation": lambda name: _RELATIONS.get(name, name),
        "shape": _shape,
    }
    return environment.from_string(_file("page.html.jinja"))


def _harmless(value: Any) -> Any:
    """What every expression of the template goes through before it is escaped."""
    return plain.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _prose(content: str) -> Markup:
    """Text whose parts in backticks are code."""
    parts = plain.visible(content).split("`")
    if len(parts) % 2 == 0:  # an odd backtick is a backtick
        return escape(plain.visible(content))
    found = (
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )
    return Markup("").join(found)


def _diff_lines(diff: str) -> Iterator[tuple[str, str]]:
    kinds = {"+": "add", "-": "del", "@": "hunk"}
    for number, line in enumerate(diff.rstrip("\n").split("\n")):
        header = number < 2 or (line.startswith(("--- ", "+++ ")) and line[4:6] in ("a/", "b/"))
        yield "head" if header else kinds.get(line[:1], "same"), line


def _shape(value: Any) -> str:
    if value in (None, "<None>"):
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return plain.clip(text, SHAPE)
