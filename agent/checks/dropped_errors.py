"""Checks of errors that the program itself swallows: in `gather`, and inside a transaction's block."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import Source
from dataflow_debugger.agent.patterns import compile


@check
def gathered_errors_dropped(view: View) -> Verdict:
    """`asyncio.gather(..., return_exceptions=True)` hid a failed Express call; nobody looks at its results.

    Binds file, line. UNKNOWN when no source is known.
    """
    if not view.sources:
        return UNKNOWN
    failed = next((call for call in view.calls("express.*") if not call.ok and call.error), None)
    if failed is None:
        return FAILS
    for source in view.sources.values():
        for match in compile("asyncio.gather(..., return_exceptions=True)").matches(source):
            if _dropped(source, match.node):
                text = f"gather() keeps the errors among its results, one is: {(failed.error or '')[:120]}"
                claim = Claim(text, source.file, match.line, value=source.lines[match.line - 1].strip())
                return holds(claim, file=source.file, line=match.line)
    return FAILS


def _dropped(source: Source, gathered: ast.AST) -> bool:
    """Whether the value of the call is thrown away, or kept under a name that is never told from errors."""
    statement = next((n for n in source.ancestors(gathered) if isinstance(n, ast.stmt)), None)
    if isinstance(statement, ast.Expr):
        return True
    scope = source.function(statement) if statement is not None else None
    around = ast.unparse(scope) if scope is not None else source.text
    return isinstance(statement, ast.Assign) and "Exception" not in around and "Error" not in around


@check
def error_caught_in_transaction(view: View) -> Verdict:
    """Inside a transaction's block an error that the program raises is caught, so that the block commits.

    The `try` holds a statement on the transaction and, after it, a `raise` (or a second statement), and no
    handler raises. Binds transaction, file, line. UNKNOWN when no source is known.
    """
    if not view.sources:
        return UNKNOWN
    for source in view.sources.values():
        for block, name in _transactions(source):
            for node in ast.walk(block):
                if isinstance(node, ast.Try) and node.handlers and _swallows(node, name):
                    line = node.handlers[0].lineno
                    text = "The error is caught inside the transaction's block, which then commits"
                    claim = Claim(text, source.file, line, value=source.lines[line - 1].strip())
                    return holds(claim, transaction=name, file=source.file, line=line)
    return FAILS


@check
def express_write_in_transaction(view: View) -> Verdict:
    """Express writes inside a transaction's block, in the block itself or in a function that it calls.

    Binds file, line (of the write, or of the call in the block), tables and types (of the models' fields). UNKNOWN
    when no source is known.
    """
    if not view.sources:
        return UNKNOWN
    for source in view.sources.values():
        for block in source.nodes:
            if not isinstance(block, (ast.With, ast.AsyncWith)) or not any(map(_begins, block.items)):
                continue
            for node in (inner for statement in block.body for inner in ast.walk(statement)):
                if isinstance(node, ast.Call) and (_writes(node) or _function_writes(view, node)):
                    text = f"{ast.unparse(node.func)}() writes through Express, on a connection of its own"
                    claim = Claim(text, source.file, node.lineno, value=source.lines[node.lineno - 1].strip())
                    tables = {model.name: model.table for model in view.models if model.table}
                    types = {m.name: {name: f.type for name, f in m.fields.items()} for m in view.models}
                    return holds(claim, file=source.file, line=node.lineno, tables=tables, types=types)
    return FAILS


_WRITES = ("create", "update", "delete", "upsert", "upsert_advanced")


def _begins(item: ast.withitem) -> bool:
    call = item.context_expr
    return isinstance(call, ast.Call) and bool(
        re.search(r"\btransactions(_sync)?\.\w+$", ast.unparse(call.func))
    )


def _writes(call: ast.Call) -> bool:
    function = call.func
    if not isinstance(function, ast.Attribute):
        return False
    written = function.attr in _WRITES or function.attr.startswith("bulk_")
    return written and bool(re.search(r"\bexpress(_sync)?$", ast.unparse(function.value)))


def _function_writes(view: View, call: ast.Call, depth: int = 2) -> bool:
    """Whether a function of the user's writes through Express, itself or by one that it calls."""
    if not depth or not isinstance(call.func, ast.Name):
        return False
    for source in view.sources.values():
        function = source.functions.get(call.func.id)
        for node in ast.walk(function) if function is not None else ():
            if isinstance(node, ast.Call) and (_writes(node) or _function_writes(view, node, depth - 1)):
                return True
    return False


def _transactions(source: Source) -> Iterator[tuple[ast.With | ast.AsyncWith, str]]:
    for node in source.nodes:
        if isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                begun = isinstance(item.context_expr, ast.Call) and "transactions" in ast.unparse(
                    item.context_expr.func
                )
                if begun and isinstance(item.optional_vars, ast.Name):
                    yield node, item.optional_vars.id


def _swallows(node: ast.Try, name: str) -> bool:
    body = [inner for statement in node.body for inner in ast.walk(statement)]
    writes = [
        inner.lineno
        for inner in body
        if isinstance(inner, ast.Call)
        and isinstance(inner.func, ast.Attribute)
        and isinstance(inner.func.value, ast.Name)
        and inner.func.value.id == name
    ]
    raises = [inner.lineno for inner in body if isinstance(inner, ast.Raise)]
    handled = [inner for handler in node.handlers for inner in ast.walk(handler)]
    goes_on = not any(isinstance(inner, ast.Raise) for inner in handled)
    return bool(writes) and goes_on and any(line > min(writes) for line in raises)
