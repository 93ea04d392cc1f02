"""Checks of reads from Express's cache that are older than a write past it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.shapes import shape_text
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call
from dataflow_debugger.agent.pattern_source import Source

_READS = ("read", "list", "find_one", "count")
_WRITES = ("create", "update", "delete", "upsert", "bulk_create", "bulk_update", "bulk_delete", "bulk_upsert")
_WRITING_SQL = re.compile(r"^\s*(insert|update|delete|replace)\b", re.IGNORECASE)


def arguments_of(call: Call) -> dict[str, Any]:
    return call.args if isinstance(call.args, dict) else {}


def equal_reads(view: View, past: bool = False) -> Iterator[tuple[int, int, Call, Call]]:
    """Each Express read and the next equal one, with their places; `past` wants reads past the cache too."""
    calls = view.evidence.calls
    for first, one in enumerate(calls):
        operation = one.api.rsplit(".", 1)[-1]
        if not one.api.startswith("express") or operation not in _READS or not one.ok:
            continue
        for second in range(first + 1, len(calls)):
            other = calls[second]
            if other.api.rsplit(".", 1)[-1] != operation or not other.api.startswith("express"):
                continue
            if same_call(one, other) and (past or arguments_of(other).get("cache_ttl") != 0):
                yield first, second, one, other
                break


def same_call(one: Call, other: Call) -> bool:
    return {**arguments_of(one), "cache_ttl": None} == {**arguments_of(other), "cache_ttl": None}


def _node_types(call: Call) -> list[str]:
    nodes = arguments_of(call).get("nodes")
    return [str(kind) for kind in nodes.values()] if isinstance(nodes, dict) else []


def _written_by(view: View, model: str, first: int, second: int, writer: str) -> str | None:
    """What wrote the model between two calls: a node's type, the api of a call, or a raw statement."""
    calls = view.evidence.calls
    if writer == "raw":
        return _raw_statement(view, calls[first], calls[second], model)
    for call in calls[first + 1 : second]:
        if writer == "workflow" and call.api.startswith("runtime."):
            for kind in _node_types(call):
                made = view.generated(kind)
                if made and made.model == model and made.operation in _WRITES:
                    return kind
        elif (
            writer == "other_instance"
            and call.api.startswith("express")
            and arguments_of(call).get("model") == model
            and call.api.rsplit(".", 1)[-1] in _WRITES
            and _beside(view, call, calls[first], calls[second])
        ):
            return f"{call.api} of another DataFlow instance"
        elif (
            writer not in ("workflow", "raw", "other_instance")
            and glob(writer, call.api.replace("express_sync", "express"))
            and arguments_of(call).get("model") == model
            and call.api.rsplit(".", 1)[-1].startswith(_WRITES)
        ):
            return call.api
    return None


def _beside(view: View, write: Call, first: Call, second: Call) -> bool:
    """Whether one instance made both reads, and another one on the same database the write between them."""
    reader, writer = first.instance, write.instance
    if None in (reader, writer) or reader == writer or second.instance != reader:
        return False
    inspector = view.evidence.inspector
    urls = {index: one.url or "" for index, one in enumerate(inspector.instances if inspector else [])}
    here, there = _database(urls.get(reader or 0, "")), _database(urls.get(writer or 0, ""))
    return bool(here) and here == there


def _database(url: str) -> str:
    """What of a URL names the database, so that two spellings of one are equal; nothing for one in memory."""
    if ":memory:" in url or "mode=memory" in url:
        return ""
    plain = re.sub(r"^postgres(ql)?(\+\w+)?:", "postgresql:", url.split("?")[0])
    plain = re.sub(r"^sqlite(\+\w+)?:///?", "", plain)
    return re.sub(r"(?<=[@/])localhost(?=[:/])", "127.0.0.1", plain)


def _raw_statement(view: View, first: Call, second: Call, model: str) -> str | None:
    """A writing SQL text on the model's table that runs between the two calls, as far as the source tells.

    It stands between their lines in one file, or in a function that is called there. Where one place makes
    both calls, it is in the same loop, or between the calls of the helper that reads.
    """
    known = view.model(model)
    (file, start), (other, end) = view.at(first.at), view.at(second.at)
    source = view.source(file)
    if known is None or not known.table or source is None or start is None or end is None:
        return None
    span = (source, start, end) if file == other and start < end else _around(view, source, start)
    called = _called_between(view, *span) if span else set()
    for one, node in _writing_texts(view, known.table):
        function = one.function(node)
        between = span is not None and one is span[0] and span[1] < node.lineno <= span[2]
        if (
            between
            or (function is not None and function.name in called)
            or (not span and view.evidence.symptom)
        ):
            where = "" if one is source else f" of {one.file}"
            return f"raw SQL in line {node.lineno}{where}"
    return None


def _around(view: View, source: Source, line: int) -> tuple[Source, int, int] | None:
    """Where the calls of one place come from: the loop around it, or the lines that call its function."""
    statement = source.statement_at(line)
    for _ in range(3):
        if statement is None:
            return None
        for node in source.ancestors(statement):
            if isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
                return source, node.lineno - 1, node.end_lineno or node.lineno
        helper = source.function(statement)
        if helper is None:
            return None
        found = [(one, c) for one in view.sources.values() for c in one.calls() if _callee(c) == helper.name]
        if not found:
            return None
        where, first = found[0]
        lines = [c.lineno for one, c in found if one is where and one.function(c) is where.function(first)]
        if len(lines) > 1:
            return where, min(lines), max(lines)
        source, statement = where, where.statement(first)
    return None


def _writing_texts(view: View, table: str) -> Iterator[tuple[Source, ast.Constant]]:
    """String constants, parts of f-strings too, that begin a writing statement and name the table."""
    named = re.compile(rf"\b{re.escape(table)}\b", re.IGNORECASE)
    for source in view.sources.values():
        for node in source.by_type.get(ast.Constant, ()):
            text = getattr(node, "value", None)
            if (
                isinstance(node, ast.Constant)
                and isinstance(text, str)
                and _WRITING_SQL.match(text)
                and named.search(text)
            ):
                yield source, node


def _called_between(view: View, source: Source, start: int, end: int) -> set[str]:
    """Names of the functions called between two lines, and of those that these call."""
    found = {name for call in source.calls() if start < call.lineno <= end and (name := _callee(call))}
    for _ in range(3):
        for one in view.sources.values():
            for call in one.calls():
                function = one.function(call)
                name = _callee(call)
                if name and function is not None and function.name in found:
                    found.add(name)
    return found


def _callee(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _cache_off(view: View, call: Call) -> bool:
    """Whether the instance that answered was made without a cache."""
    options = dict(view.options())
    mine = options.get(call.instance or 0, {})
    return mine.get("cache_enabled") is False


@check
def stale_cached_read(view: View, writer: str, past: bool = False) -> Verdict:
    """Express gave the same answer to equal reads although something wrote the model in between.

    `writer`: workflow (a node of a run), raw (SQL in the source), other_instance (Express of
    another DataFlow), or a glob over Express calls (`express.*`,
    `express.*upsert*`). The second read asked Express's cache, or with `past: true` need not have. Binds
    model, operation, api, writer, file, line (of the second read). FAILS where the answers differ in form,
    UNKNOWN when no two reads are equal.
    """
    seen = False
    for first, second, one, other in equal_reads(view, past):
        model = str(arguments_of(other).get("model") or "")
        seen = True
        wrote = _written_by(view, model, first, second, writer)
        if wrote is None or shape_text(one.result) != shape_text(other.result) or _cache_off(view, other):
            continue
        file, line = view.at(other.at)
        text = (
            f"{other.api} of {model} came from the cache, although {wrote} wrote {model} after the first read"
        )
        operation = other.api.rsplit(".", 1)[-1]
        return holds(
            Claim(text, file, line, value=view.line_text(file, line)),
            model=model, operation=operation, api=other.api, writer=wrote, file=file, line=line,
        )  # fmt: skip
    return FAILS if seen else UNKNOWN


@check
def stale_node_read(view: View, writer: str) -> Verdict:
    """List nodes of a model gave equal answers in two runs although something wrote the model in between.

    `writer` is a glob over operations of nodes and of Express (`*upsert`). Binds model, node, file, line (of the
    second run). UNKNOWN when no workflow has run.
    """
    before: dict[str, str] = {}
    written: set[str] = set()
    for call in view.calls("runtime.*|express*"):
        model = str(arguments_of(call).get("model") or "")
        if call.ok and model in before and glob(writer, call.api.rsplit(".", 1)[-1]):
            written.add(model)
        nodes = arguments_of(call).get("nodes")
        for node, kind in nodes.items() if isinstance(nodes, dict) else ():
            made = view.generated(str(kind))
            if made is None:
                continue
            if glob(writer, made.operation) and made.model in before:
                written.add(made.model)
            shape = call.result.get(node) if isinstance(call.result, dict) else None
            if made.operation != "list" or not isinstance(shape, dict):
                continue
            records = shape_text(shape.get("records"))
            if made.model in written and before[made.model] == records and _from_cache(shape):
                file, line = view.at(call.at)
                said = f"Node '{node}' answered as before {made.model} was written"
                claim = Claim(said, file, line, node, view.line_text(file, line))
                return holds(claim, model=made.model, node=node, file=file, line=line)
            before[made.model] = records
    return FAILS if view.calls("runtime.*") else UNKNOWN


def _from_cache(shape: dict[str, Any]) -> bool:
    """Whether a list node says that its answer came from the cache; the evidence has the length of the word."""
    told = shape.get("_cache")
    return isinstance(told, dict) and told.get("source") in ("cache", "<str:5>")
