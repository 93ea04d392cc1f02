"""Checks of dates that come back as text and then meet dates: looked up, compared, sought in a set."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.date_origins import Origin, Origins
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import Source

_DATE, _DATETIME = "from datetime import date", "from datetime import datetime"
_PARSE = {"date": ("date.fromisoformat({})", _DATE), "datetime": ("datetime.fromisoformat({})", _DATETIME)}
_SETS = ("intersection", "difference", "issubset", "issuperset", "isdisjoint", "symmetric_difference")

Sides = tuple[set[Origin], set[Origin]]


@check
def text_meets_dates(view: View) -> Verdict:
    """A date that was read back as text is looked up among dates or compared with one, which never finds it.

    Looks at `==`, `in`, `d[key]`, `d.get(key)` and sets. Binds field, key, reads (file, line, field, to and
    imports of each read), file, line. UNKNOWN without models or sources.
    """
    if not view.models or not view.sources:
        return UNKNOWN
    origins = Origins(view)
    reads: dict[tuple[str, int, str], dict[str, object]] = {}
    claims: list[Claim] = []
    for source, node, sides in _meetings(view, origins):
        found = _text_side(*sides)
        if found is None:
            continue
        texts, kind = found
        line = source.lines[node.lineno - 1].strip()
        read = min(texts, key=lambda one: one.node.lineno)
        said = f"{read.source.segment(read.node)} is text here, what it meets is a {kind}"
        claims.append(Claim(said, source.file, node.lineno, value=line))
        for one in texts:
            to, imports = parsed_read(view, one.field, kind)
            place = {"file": one.source.file, "line": one.node.lineno, "field": one.field}
            reads[one.source.file, one.node.lineno, one.field] = {**place, "to": to, "imports": imports}
    if not reads:
        return FAILS
    first = next(iter(reads.values()))
    return holds(
        *claims[:2], field=first["field"], key=first["field"], reads=list(reads.values()),
        file=claims[0].file, line=claims[0].line,
    )  # fmt: skip


def _meetings(view: View, origins: Origins) -> Iterator[tuple[Source, ast.expr, Sides]]:
    for source in view.sources.values():
        for node in source.nodes:
            if isinstance(node, ast.Compare) and len(node.ops) == 1:
                right = node.comparators[0]
                if isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
                    yield source, node, (origins.of(node.left, source), origins.of(right, source))
                elif isinstance(node.ops[0], (ast.In, ast.NotIn)):
                    yield source, node, (origins.of(node.left, source), origins.inside(right, source))
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
                if not isinstance(node.slice, (ast.Constant, ast.Slice)):
                    yield source, node, (origins.of(node.slice, source), origins.inside(node.value, source))
            elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Sub, ast.BitAnd)):
                yield source, node, (origins.inside(node.left, source), origins.inside(node.right, source))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                owner, key = origins.inside(node.func.value, source), node.args[0]
                if node.func.attr in ("get", "pop", "index", "count"):
                    yield source, node, (origins.of(key, source), owner)
                elif node.func.attr in _SETS:
                    yield source, node, (owner, origins.inside(key, source))


def _text_side(one: set[Origin], other: set[Origin]) -> tuple[list[Origin], str] | None:
    """The reads of the side that is text only, and the kind of the side that has dates only."""
    for texts, dates in ((one, other), (other, one)):
        kinds = {origin.kind for origin in dates}
        if {origin.kind for origin in texts} == {"read"} and kinds and "read" not in kinds:
            return sorted(
                texts, key=lambda origin: origin.node.lineno
            ), "date" if "date" in kinds else "datetime"
    return None


def parsed_read(view: View, field: str, kind: str | None) -> tuple[str, str]:
    """The read (`$READ`) turned into what it meets, date or datetime, and the import for that.

    Where it is not known what it meets, into what the annotation says.
    """
    annotation = next((one.fields[field].type for one in view.models if field in one.fields), "datetime")
    dated = re.search(r"\bdate\b", annotation.replace("datetime.date", "date")) is not None
    moment = re.search(r"\bdatetime\b(?!\.date\b)", annotation) is not None
    kind = kind or ("date" if dated and not moment else "datetime")
    to, imports = _PARSE[kind]
    if kind == "date" and moment:
        to, imports = "datetime.fromisoformat({}).date()", _DATETIME
    made = to.format("$READ")
    return (
        f"({made} if $READ else None)" if "None" in annotation or "Optional" in annotation else made
    ), imports
