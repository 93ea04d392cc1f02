"""Edits that keep the text of an error, which may hold the user's data, out of what a program writes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.follow import callee
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

_DEPTH = 3
_TEXTS = frozenset({"str", "repr", "format"})
# What is asked of an error without its text being taken.
_HARMLESS = frozenset({"type", "isinstance", "issubclass", "getattr", "hasattr", "id"})


@edit
def error_by_its_type(project: Project, at: At) -> None:
    """Write the type of an error instead of its text, in the clauses that catch the call at file and line."""
    file = project.find(at.file) if at.file else None
    if file is None or at.line is None:
        raise NoEdit("the failing call is not in the program's files")
    changes = Changes(project)
    for where, handler in _handlers(project, file, at.line, _DEPTH):
        _without_text(project, changes, where, handler.body, handler.name, _DEPTH)
    changes.done()


def _handlers(project: Project, file: str, line: int, depth: int) -> Iterator[tuple[str, ast.ExceptHandler]]:
    """The clauses of the innermost `try` around a line, or around the calls of the function that it is in."""
    source = project.source(file)
    around = [
        node
        for node in source.by_type.get(ast.Try, ())
        if isinstance(node, ast.Try)
        and node.handlers
        and node.body[0].lineno <= line <= (node.body[-1].end_lineno or 0)
    ]
    if around:
        innermost = max(around, key=lambda node: node.lineno)
        yield from ((file, handler) for handler in innermost.handlers)
        return
    functions = [
        node
        for node in source.nodes
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.lineno <= line <= (node.end_lineno or 0)
    ]
    name = max(functions, key=lambda node: node.lineno).name if functions and depth else None
    for other in project.python() if name is not None else ():
        for call in project.source(other).by_type.get(ast.Call, ()):
            called = getattr(call, "func", None)
            if getattr(called, "id", getattr(called, "attr", None)) == name:
                yield from _handlers(project, other, call.lineno, depth - 1)  # type: ignore[attr-defined]


def _without_text(
    project: Project, changes: Changes, file: str, body: list[ast.stmt], name: str | None, depth: int
) -> None:
    """Change what takes the text of the error called `name`, also in functions that it is handed to."""
    source = project.source(file)
    for node in (inner for statement in body for inner in ast.walk(statement)):
        if isinstance(node, ast.Call):
            changes.add(file, _traces(source, node, name))
        if not isinstance(node, ast.Name) or node.id != name or not isinstance(node.ctx, ast.Load):
            continue
        holder = source.parent(node)
        if isinstance(holder, ast.Call) and node in holder.args and depth:
            target = callee(project, file, holder.func)
            if target is not None:
                where, function = target
                parameter = _parameter(function, holder, node)
                _without_text(project, changes, where, function.body, parameter, depth - 1)
                continue
        whole = _taken(source, node)
        if whole is not None:
            changes.add(file, [Splice(*source.span(whole), f"type({name}).__name__")])


def _taken(source: Source, node: ast.Name) -> ast.expr | None:
    """The expression around an error's name that gives its text; None where the text is not taken."""
    holder = source.parent(node)
    if isinstance(holder, ast.Attribute) and holder.attr in ("args", "message"):
        above = source.parent(holder)
        return above if isinstance(above, ast.Subscript) else holder
    if isinstance(holder, ast.Call) and node in holder.args:
        name = holder.func.id if isinstance(holder.func, ast.Name) else ""
        return None if name in _HARMLESS else holder if name in _TEXTS else node
    if isinstance(holder, (ast.FormattedValue, ast.Dict, ast.Tuple, ast.List)):
        return node
    return node if isinstance(holder, ast.BinOp) and isinstance(holder.op, ast.Mod) else None


def _traces(source: Source, call: ast.Call, name: str | None) -> list[Splice]:
    """Traces end with the text of the error: `logger.exception`, `exc_info` and `traceback.format_exc()`."""
    func = call.func
    found = [
        Splice(*source.span(word.value), "False")
        for word in call.keywords
        if word.arg == "exc_info" and not (isinstance(word.value, ast.Constant) and not word.value.value)
    ]
    attribute = func.attr if isinstance(func, ast.Attribute) else ""
    if attribute == "exception" and isinstance(func, ast.Attribute):
        end = source.span(func)[1]
        found.append(Splice(end - len(attribute), end, "error"))
    elif name is not None and "format_exc" in (attribute, getattr(func, "id", "")):
        found.append(Splice(*source.span(call), f"type({name}).__name__"))
    return found


def _parameter(
    function: ast.FunctionDef | ast.AsyncFunctionDef, call: ast.Call, given: ast.expr
) -> str | None:
    """The name under which a function gets an argument that is given by position."""
    names = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
    if isinstance(call.func, ast.Attribute) and names[:1] in (["self"], ["cls"]):
        names = names[1:]
    index = call.args.index(given)
    return names[index] if index < len(names) else None
