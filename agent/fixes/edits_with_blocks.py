"""Edits of `with` blocks that close what they make too early."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.blocks import first_line, indented, outdented
from dataflow_debugger.agent.fixes.edits_calls import calls
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Function, Source, Splice


@edit
def extend_with(project: Project, at: At, *, call: str) -> None:
    """Indent the statements after `with CALL(...)` into the block, up to the end of its surroundings."""
    for file, node in calls(project, at, call, everywhere=True):
        source = project.source(file)
        item = source.parent(node)
        block = source.parent(item) if isinstance(item, ast.withitem) else None
        if not isinstance(block, (ast.With, ast.AsyncWith)):
            continue
        around = source.block(block)
        rest = around[around.index(block) + 1 :]
        function = source.function(block)
        if not rest or (function is not None and _handed_out(source, function, block, item)):
            continue
        first = source.line_of(source.span(block)[1] - 1) + 1
        project.splice(file, indented(source, rest, first))
        return
    raise NoEdit(f"there is nothing after the block of {call}")


@edit
def unwrap_with(project: Project, at: At, *, call: str) -> None:
    """Make `with CALL(...) as name:` an assignment of the name, in a function that hands the name out.

    Of `stack.enter_context(CALL(...))` only the call stays.
    """
    for file, node in calls(project, at, call, everywhere=True):
        source = project.source(file)
        item, function = source.parent(node), source.function(node)
        entered = isinstance(item, ast.Call) and getattr(item.func, "attr", "") == "enter_context"
        if entered and function is not None and item is not None:
            project.splice(file, [Splice(*source.span(item), source.segment(node))])
            return
        block = source.parent(item) if isinstance(item, ast.withitem) else None
        if not isinstance(block, ast.With) or function is None or len(block.items) != 1:
            continue
        if not _handed_out(source, function, block, item):
            continue
        name = source.segment(block.items[0].optional_vars) if block.items[0].optional_vars else ""
        body = first_line(block.body[0])
        if body == block.lineno:
            continue
        made = Splice(source.span(block)[0], source.line_start(body), f"{name} = {source.segment(node)}\n")
        project.splice(file, [made, *outdented(source, block.body)])
        return
    raise NoEdit(f"no function returns what a block of {call} binds")


def _handed_out(source: Source, function: Function, block: ast.stmt, item: ast.AST | None) -> bool:
    """Whether what the block binds leaves the function: returned, yielded, kept in an attribute or a global."""
    bound = item.optional_vars if isinstance(item, ast.withitem) else None
    if isinstance(bound, ast.Attribute):
        return True
    if not isinstance(bound, ast.Name):
        return False
    names = {bound.id}
    own = [one for one in ast.walk(function) if source.function(one) is function]
    for one in sorted(own, key=lambda one: getattr(one, "lineno", 0)):
        value = getattr(one, "value", None)
        if isinstance(one, ast.Global) and names & set(one.names):
            return True
        if isinstance(one, ast.Assign) and _has(value, names):
            if any(isinstance(target, (ast.Attribute, ast.Subscript)) for target in one.targets):
                return True
            names |= {target.id for target in one.targets if isinstance(target, ast.Name)}
        if isinstance(one, (ast.Return, ast.Yield)) and _has(value, names):
            return True
    return False


def _has(value: ast.AST | None, names: set[str]) -> bool:
    """Whether a value is one of the names, or a tuple, list or dict that holds one."""
    if isinstance(value, (ast.Tuple, ast.List)):
        return any(_has(part, names) for part in value.elts)
    if isinstance(value, ast.Dict):
        return any(_has(part, names) for part in value.values)
    return isinstance(value, ast.Name) and value.id in names
