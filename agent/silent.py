"""What went wrong in a run without a word, and whether the program looks at it: then it is no surprise."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_debugger.agent.evidence import Call, Evidence
from dataflow_debugger.agent.report.schema import Failure, Location, Report

# Reading what may not exist is an ordinary question; the answer "not found" is no failure.
_NOT_FOUND = re.compile(r"not found|no record", re.IGNORECASE)
# Who reads one of these of a result finds out that a node failed, or that an update met no row.
_FAILURE_KEYS = frozenset({"failed", "error", "errors", "error_type", "_exception", "success"})
_ROWS_KEYS = frozenset({"rows_affected", "affected_rows"})
_BULK_KEYS = _ROWS_KEYS | {"processed", "updated", "success_count"}


@dataclass(frozen=True)
class Finding:
    """Something that went wrong and raised nothing; `at` is "file:line" of the user's call."""

    text: str
    at: str | None = None
    node: str | None = None


def unhandled(evidence: Evidence) -> list[Finding]:
    """What nothing in the program's own sources looks at, in the order it happened."""
    trees = _trees(evidence)
    read = {key for tree in trees.values() for key in _keys(tree)}
    tried = list(_tried(trees))
    found: list[Finding] = []
    for call in evidence.calls:
        for finding, keys in _of_call(call):
            if not (keys & read or _inside(call.at, tried)):
                found.append(finding)
    found += [Finding(one.message, one.at) for one in evidence.warnings if "never awaited" in one.message]
    return found


def at_exit(evidence: Evidence) -> list[Finding]:
    """Likewise, for evidence that the automatic hook kept of a program which raised nothing; else nothing."""
    hook = (evidence.model_extra or {}).get("hook")
    seen = hook.get("seen") if isinstance(hook, dict) else None
    return unhandled(evidence) if seen == "exit" else []


def reported(report: Report, finding: Finding) -> Report:
    """The report with what was found as the failure, where the diagnosis saw none of its own."""
    if report.failure is None or report.status == "no_failure":
        file, _, line = (finding.at or "").rpartition(":")
        at = Location(file=file, line=int(line)) if file and line.isdigit() else None
        report.failure = Failure(message=finding.text, at=at, node=finding.node, silent=True)
    if report.status == "no_failure":
        report.status = "undiagnosed"
        report.explanation = f"{finding.text.rstrip('.')}. Nothing in the evidence singles out a known cause."
    return report


def _of_call(call: Call) -> Iterator[tuple[Finding, frozenset[str]]]:
    """What one call tells, with the keys by which its caller could have seen it."""
    if call.hidden:
        yield (
            Finding(f"{call.api} answered None although its query failed: {call.hidden}", call.at),
            frozenset(),
        )
    result = call.result if isinstance(call.result, dict) else None
    if result is None:
        return
    if not call.ok and not _NOT_FOUND.search(call.error or ""):
        node = re.match(r"node ([^:]+): ", call.error or "")
        text = f"{call.api} returned a failure: {call.error}"
        if node:
            text = f"Node '{node[1]}' failed: {(call.error or '')[node.end() :]}"
        yield Finding(text, call.at, node[1] if node else None), _FAILURE_KEYS
    if call.api.startswith("express") and call.api.endswith(".update"):
        if result.get("rows_affected") == 0:
            yield Finding("The update met no row, although it returned.", call.at), _ROWS_KEYS
    elif call.api.startswith("runtime."):
        yield from _updates(call, result)


def _updates(call: Call, result: dict[str, object]) -> Iterator[tuple[Finding, frozenset[str]]]:
    types = call.args.get("nodes") if isinstance(call.args, dict) else None
    for node, kind in types.items() if isinstance(types, dict) else ():
        shape = result.get(node)
        if not isinstance(shape, dict) or not str(kind).endswith("UpdateNode"):
            continue
        bulk = str(kind).endswith("BulkUpdateNode")
        if shape.get("rows_affected") == 0 or (bulk and shape.get("processed") == 0 == shape.get("updated")):
            text = f"The update of node '{node}' met no row, although the node succeeded."
            yield Finding(text, call.at, node), _BULK_KEYS if bulk else _ROWS_KEYS


def _trees(evidence: Evidence) -> dict[str, ast.AST]:
    """The program's own sources that are Python, parsed."""
    found: dict[str, ast.AST] = {}
    for item in evidence.source:
        if item.file.endswith(".py") or item.reason == "cell":
            try:
                found[item.file] = ast.parse(item.text)
            except (SyntaxError, ValueError):
                continue
    return found


def _inside(at: str | None, places: list[tuple[str, int, int]]) -> bool:
    file, _, line = (at or "").rpartition(":")
    number = int(line) if line.isdigit() else 0
    return any(file == name and first <= number <= last for name, first, last in places)


def _tried(trees: dict[str, ast.AST]) -> Iterator[tuple[str, int, int]]:
    """The lines that stand in a `try` with handlers, and those of the functions that are called there."""
    names: set[str] = set()
    functions: dict[str, list[tuple[str, ast.AST, int, int]]] = {}
    for file, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Try) and node.handlers:
                yield file, node.body[0].lineno, node.body[-1].end_lineno or 0
                names.update(name for part in node.body for name in _called(part))
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                place = (file, node, node.lineno, node.end_lineno or 0)
                functions.setdefault(node.name, []).append(place)
    reached: set[str] = set()
    while names - reached:
        name = (names - reached).pop()
        reached.add(name)
        for file, node, first, last in functions.get(name, ()):
            yield file, first, last
            names.update(_called(node))


def _called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def _keys(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        key: ast.AST | None = None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            key = node.slice
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            key = node.left
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            key = node.args[0] if node.func.attr in ("get", "pop") else None
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value
