"""Edits that let a program see that an update found no row."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, edit, expressions
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.follow import callers
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.results_used import DEPTH
from dataflow_debugger.agent.fixes.sites import near_line
from dataflow_debugger.agent.fixes.spans import Source, Splice

_SUCCESS = frozenset({"updated", "success", "ok"})


@edit
def ask_rows_affected(project: Project, at: At) -> None:
    """Ask the answer of the Express update at file and line how many rows it changed, where its success is asked.

    An answer without that number is the row itself, hence the default of 1.
    """
    changes = Changes(project)
    for file, call in express_calls(project, at):
        source = project.source(file)
        function = call.func
        if not isinstance(function, ast.Attribute) or function.attr != "update":
            continue
        if at.line and not near_line(source, at.line, call):
            continue
        for where, node, negated in _questions(project, file, call):
            changes.add(where, [_asked(project.source(where), node, negated)])
    changes.done()


def _asked(source: Source, node: ast.expr, negated: bool) -> Splice:
    value = _answer(node)
    text = f'{expressions.operand(source.segment(value))}.get("rows_affected", 1)'
    return expressions.replace(source, node, f"not {text}" if negated else text)


def _answer(node: ast.expr) -> ast.expr:
    """The answer itself in `answer["updated"]`, `answer.get("updated")`, `answer is None` or `answer`."""
    if isinstance(node, ast.Subscript):
        return node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.value
    return node.left if isinstance(node, ast.Compare) else node


def _questions(
    project: Project, file: str, node: ast.expr, depth: int = 0
) -> Iterator[tuple[str, ast.expr, bool]]:
    """Where the success of an answer is asked: file, expression, whether that is true where nothing was changed."""
    source = project.source(file)
    parent = source.parent(node)
    if depth > DEPTH or parent is None:
        return
    if isinstance(parent, ast.Await):
        yield from _questions(project, file, parent, depth)
    elif isinstance(parent, ast.Subscript) and parent.value is node:
        if isinstance(parent.ctx, ast.Load) and getattr(parent.slice, "value", None) in _SUCCESS:
            yield file, parent, False
    elif isinstance(parent, ast.Attribute) and parent.attr == "get":
        call = source.parent(parent)
        if isinstance(call, ast.Call) and call.args and getattr(call.args[0], "value", None) in _SUCCESS:
            yield file, call, False
    elif isinstance(parent, ast.Compare):
        if _is_none(parent):
            yield file, parent, isinstance(parent.ops[0], (ast.Is, ast.Eq))
    elif _tests(parent, node) and not isinstance(node, (ast.Call, ast.Await)):
        yield file, node, False
    elif isinstance(parent, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
        for use in _uses(source, parent):
            yield from _questions(project, file, use, depth + 1)
    elif isinstance(parent, ast.Return) and (function := source.function(node)) is not None:
        for where, call in callers(project, file, function):
            yield from _questions(project, where, call, depth + 1)


def _is_none(compare: ast.Compare) -> bool:
    other = compare.comparators[0]
    plain = len(compare.ops) == 1 and isinstance(other, ast.Constant) and other.value is None
    return plain and isinstance(compare.ops[0], (ast.Is, ast.IsNot, ast.Eq, ast.NotEq))


def _tests(parent: ast.AST, node: ast.expr) -> bool:
    """Whether an expression stands where only its truth counts."""
    if isinstance(parent, (ast.If, ast.While, ast.IfExp, ast.Assert)):
        return parent.test is node
    if isinstance(parent, ast.Call):
        return isinstance(parent.func, ast.Name) and parent.func.id == "bool" and node in parent.args
    return isinstance(parent, ast.BoolOp) or (
        isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not)
    )


def _uses(source: Source, bound: ast.Assign | ast.AnnAssign | ast.NamedExpr) -> Iterator[ast.expr]:
    target = bound.targets[0] if isinstance(bound, ast.Assign) else bound.target
    if not isinstance(target, ast.Name):
        return
    scope = source.scope_of(bound)
    for node in source.nodes:
        loaded = isinstance(node, ast.Name) and node.id == target.id and isinstance(node.ctx, ast.Load)
        if loaded and source.scope_of(node) is scope:
            yield node  # type: ignore[misc]
