"""What the model may ask to see: only to read, and only what was captured, the program's files and our entries."""

from __future__ import annotations

import re

from dataflow_debugger.agent.model.answers import Ask
from dataflow_debugger.agent.model.digest import tokens
from dataflow_debugger.agent.model.situation import Situation
from dataflow_debugger.retrieval.query import Query

LINES_MAX = 40
FOUND = 5
TOKENS_MAX = 300
_RANGE = re.compile(r"(?P<file>[^:]+)(?::(?P<first>\d{1,6})(?:-(?P<last>\d{1,6}))?)?")


def answer(ask: Ask, situation: Situation) -> str:
    """What was asked for as text of at most 300 tokens, or a sentence that says there is none."""
    shown = {"lines": _lines, "model": _model, "node": _node, "entry": _entry, "search": _search}[ask.tool](
        ask.what.strip()[:200], situation
    )
    kept: list[str] = []
    for line in shown or ["nothing of this name"]:
        if tokens("\n".join([*kept, line])) > TOKENS_MAX:
            kept.append("...")
            break
        kept.append(line)
    return f"{ask.tool} {situation.text(ask.what.strip()[:80])}:\n" + "\n".join(kept)


def _lines(what: str, situation: Situation) -> list[str]:
    match = _RANGE.fullmatch(what)
    lines = situation.lines(match["file"].strip()) if match else None
    if match is None or lines is None:
        return ["no such file of the program"]
    first = max(1, int(match["first"] or 1))
    last = min(int(match["last"] or first + LINES_MAX), first + LINES_MAX, len(lines))
    return lines[first - 1 : last] or [f"the file has {len(lines)} lines"]


def _model(what: str, situation: Situation) -> list[str]:
    inspector = situation.evidence.inspector
    for model in inspector.models if inspector else []:
        if model.name.lower() == what.lower():
            head = f"{model.name}, table {model.table}"
            fields = [
                f"  {name}: {one.type}, {'required' if one.required else 'optional'}"
                + (", primary key" if one.primary_key else "")
                for name, one in model.fields.items()
            ]
            return [situation.text(line) for line in (head, *fields)]
    return []


def _node(what: str, situation: Situation) -> list[str]:
    workflow = situation.evidence.workflow
    if workflow is None:
        return []
    found = [
        f"{one.id}: {one.type} {situation.shape(one.config)}" for one in workflow.nodes if one.id == what
    ]
    if found:
        found += [
            f"{c.source}.{c.output} -> {c.target}.{c.input}"
            for c in workflow.connections
            if what in (c.source, c.target)
        ]
    return [situation.text(line) for line in found]


def _entry(what: str, situation: Situation) -> list[str]:
    entry = situation.loaded.knowledge.get(what)
    if entry is None:
        return []
    cause = " ".join(entry.cause.split())
    return [f"{entry.code} {entry.title}", cause, *(f"fix: {fix.title}" for fix in entry.fixes)]


def _search(what: str, situation: Situation) -> list[str]:
    found = situation.loaded.retriever.search(Query(symptom=what), FOUND)
    entries = (situation.loaded.knowledge.get(one.code) for one in found)
    return [f"{entry.code} {entry.title}" for entry in entries if entry is not None]
