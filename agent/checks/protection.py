"""Checks of write protection: a violation that a clause for other errors takes with it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call
from dataflow_debugger.agent.pattern_names import definition
from dataflow_debugger.agent.pattern_source import Source

_VIOLATION = "ProtectionViolation"
# The class itself comes last: all before it take a violation among other things.
_ABOVE = ("NodeExecutionError", "NodeException", "KailashException", "Exception", "BaseException")
# What a clause says that was written with the protection in mind, or that ends the program.
_DELIBERATE = re.compile(
    r"(?i)protect|read.?only|audit|block|refus|forbid|denied|allow|maintenance|violat|stop|exit|abort|quit|fail"
)
_DEPTH = 3


@check
def violation_swallowed(view: View) -> Verdict:
    """An Express call met the write protection, and an `except` or `suppress` for a class above took the violation.

    The clause neither raises, nor uses the error, nor speaks of what it means. Binds waited (the class), api, file,
    line (of the clause). UNKNOWN when no source is known.
    """
    if not view.sources:
        return UNKNOWN
    if view.root is not None and view.root.type.endswith(_VIOLATION):
        return FAILS
    calls = [*view.evidence.handled, *view.evidence.calls]
    for call in calls:
        if call.ok or not (call.error or "").startswith(_VIOLATION) or call.result is not None:
            continue
        taken = list(_taken(view, call))
        if taken and all(_swallows(clause) for _, clause, _ in taken):
            source, clause, waited = taken[0]
            text = (
                f"`{waited}` takes the ProtectionViolation of {call.api} as well, and nothing is made of it"
            )
            claim = Claim(text, source.file, clause.lineno, value=view.line_text(source.file, clause.lineno))
            said = Claim(f"{call.api} was refused: {call.error}", *view.at(call.at))
            return holds(claim, said, waited=waited, api=call.api, file=source.file, line=clause.lineno)
    return FAILS


_Clause = ast.ExceptHandler | ast.With


def _taken(view: View, call: Call) -> Iterator[tuple[Source, _Clause, str]]:
    """The clauses that may have caught what a call raised: around it, else around the calls of its function."""
    file, line = view.at(call.at)
    source = view.source(file)
    statement = source.statement_at(line) if source is not None and line is not None else None
    if source is not None and statement is not None:
        yield from _around(view, source, statement, _DEPTH)


def _around(view: View, source: Source, node: ast.AST, depth: int) -> Iterator[tuple[Source, _Clause, str]]:
    child = node
    function = source.function(node)
    for outer in source.ancestors(node):
        if outer is function:
            break
        found = _catching(outer, child)
        if found is not None:
            yield source, *found
            return
        child = outer
    if function is None or not depth:
        return
    for where in view.sources.values():
        for made in where.calls():
            if definition(made.func, where, view.sources) == (function, source):
                yield from _around(view, where, made, depth - 1)


def _catching(outer: ast.AST, child: ast.AST) -> tuple[_Clause, str] | None:
    """The clause of a `try`, or the `with suppress(...)`, that takes a violation raised in its body."""
    if isinstance(outer, ast.With):
        for item in outer.items:
            made = item.context_expr
            if isinstance(made, ast.Call) and ast.unparse(made.func).endswith("suppress"):
                waited = next((name for one in made.args if (name := _takes(one))), None)
                if waited:
                    return outer, waited
    if isinstance(outer, ast.Try) and any(child is one for one in outer.body):
        for handler in outer.handlers:
            listed = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
            waited = next((name for one in listed if (name := _takes(one))), None)
            if waited:
                return handler, waited
    return None


def _takes(named: ast.expr | None) -> str | None:
    """The name of a class that a violation is an instance of; a bare `except` counts as BaseException."""
    name = ast.unparse(named).rpartition(".")[2] if named is not None else "BaseException"
    return name if name in (*_ABOVE, _VIOLATION) else None


def _swallows(clause: _Clause) -> bool:
    """Whether nothing is made of what the clause takes."""
    if isinstance(clause, ast.With):
        return _VIOLATION not in ast.unparse(clause.items[0])
    if clause.type is not None and _VIOLATION in ast.unparse(clause.type):
        return False
    nodes = [node for statement in clause.body for node in ast.walk(statement)]
    used = any(isinstance(node, ast.Name) and node.id == clause.name for node in nodes if clause.name)
    told = any(isinstance(node, ast.Raise) for node in nodes) or any(
        _DELIBERATE.search(ast.unparse(statement)) for statement in clause.body
    )
    return not used and not told
