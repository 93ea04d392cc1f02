"""Edits of calls: `.build()`, keyword arguments, names of methods."""

from __future__ import annotations

import ast
import fnmatch
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.follow import callee, written
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.mapping import Entry, mappings, removed, renamed, revalued
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import near_line
from dataflow_debugger.agent.fixes.spans import Source, Splice

EXECUTE = ("execute", "execute_async", "execute_workflow_async", "run", "validate_workflow")


def name_of(call: ast.Call) -> str:
    """What is called, as written: `db.express.create`, `DataFlow`."""
    return ast.unparse(call.func) if isinstance(call.func, (ast.Name, ast.Attribute)) else ""


def calls(
    project: Project, at: At, pattern: str, *, everywhere: bool = False
) -> Iterator[tuple[str, ast.Call]]:
    """Calls whose name, or the end of it after a dot, fits a shell pattern; those at the line if any."""
    found = []
    for file in project.python():
        for call in project.source(file).calls():
            name = name_of(call)
            if fnmatch.fnmatchcase(name, pattern) or fnmatch.fnmatchcase(name, f"*.{pattern}"):
                found.append((file, call))
    if not everywhere and at.file is not None and at.line is not None:
        where = project.find(at.file)
        here = [(f, c) for f, c in found if f == where and near_line(project.source(f), at.line, c)]
        found = here or found
    yield from found


@edit
def insert_build(project: Project, at: At) -> None:
    """Hand `execute` the built workflow: `runtime.execute(wf)` becomes `runtime.execute(wf.build())`.

    At the call of file and line, or at every call that is handed a WorkflowBuilder.
    """
    changes = Changes(project)
    where = project.find(at.file) if at.file else None
    for pattern in EXECUTE:
        for file, call in calls(project, at, pattern, everywhere=True):
            source = project.source(file)
            given = call.args[0] if call.args else None
            words = {word.arg: word.value for word in call.keywords}
            given = words.get("workflow", given)
            here = file == where and near_line(source, at.line, call) and at.line is not None
            own = callee(project, file, call.func) is not None
            if given is None or own or not _is_builder(project, file, given, here):
                continue
            text = expressions.operand(source.segment(given))
            changes.add(file, [Splice(*source.span(given), f"{text}.build()")])
    changes.done()


def _is_builder(project: Project, file: str, node: ast.expr, assume: bool) -> bool:
    """Whether an expression is a WorkflowBuilder; where it cannot be told, what the caller assumes."""
    for place in written(project, file, node):
        if isinstance(place.node, ast.Call):
            name = name_of(place.node)
            if name.endswith("build"):
                return False
            if name.rpartition(".")[2] == "WorkflowBuilder":
                return True
    return assume and isinstance(node, (ast.Name, ast.Attribute, ast.Call, ast.Subscript))


@edit
def add_keyword(
    project: Project, at: At, *, call: str, name: str, value: str, everywhere: bool = False
) -> None:
    """Give the calls that fit a shell pattern (`DataFlow`, `*.express.list`) a keyword argument they lack.

    Where the argument is there with another value, the value is changed.
    """
    changes = Changes(project)
    for file, node in calls(project, at, call, everywhere=everywhere):
        source = project.source(file)
        word = next((word for word in node.keywords if word.arg == name), None)
        spread = _spread_entry(project, file, node, name)
        if word is not None:
            if source.segment(word.value) != value:
                changes.add(file, [Splice(*source.outer_span(word.value), value)])
        elif spread is None:
            changes.add(file, brackets.add(source, node, f"{name}={value}"))
        elif project.source(spread.file).segment(spread.value) != value:
            changes.add(spread.file, revalued(project.source(spread.file), spread, value))
    changes.done()


@edit
def remove_keyword(project: Project, at: At, *, call: str, name: str, everywhere: bool = False) -> None:
    """Take a keyword argument away from the calls that fit a shell pattern."""
    changes = Changes(project)
    for file, node in calls(project, at, call, everywhere=everywhere):
        for word in node.keywords:
            if word.arg == name:
                source = project.source(file)
                changes.add(file, brackets.remove(source, node, brackets.argument_index(source, node, word)))
        spread = _spread_entry(project, file, node, name)
        if spread is not None:
            changes.add(spread.file, removed(project.source(spread.file), spread))
    changes.done()


def _spread_entry(project: Project, file: str, call: ast.Call, name: str) -> Entry | None:
    """The key in the dictionary of `**options`, where it is written."""
    for word in call.keywords:
        for mapping in mappings(project, file, word.value) if word.arg is None else ():
            entry = mapping.get(name)
            if entry is not None:
                return entry
    return None


@edit
def rename_keyword(
    project: Project, at: At, *, call: str, name: str, to: str, value: str = "", everywhere: bool = False
) -> None:
    """Give a keyword argument of the calls that fit a shell pattern another name, and a value if one is given."""
    changes = Changes(project)
    for file, node in calls(project, at, call, everywhere=everywhere):
        taken = any(word.arg == to for word in node.keywords)
        for word in node.keywords:
            if word.arg == name and not taken:
                start, end = project.source(file).span(word)
                changes.add(
                    file,
                    [Splice(start, end, f"{to}={value}") if value else Splice(start, start + len(name), to)],
                )
        spread = _spread_entry(project, file, node, name)
        if spread is not None and not taken:
            changes.add(spread.file, renamed(project.source(spread.file), spread, to))
            if value:
                changes.add(spread.file, revalued(project.source(spread.file), spread, value))
    changes.done()


@edit
def rename_call(project: Project, at: At, *, call: str, to: str, everywhere: bool = False) -> None:
    """Call another function or method: of `db.create_tables` the last name is replaced, of `f` the name."""
    changes = Changes(project)
    for file, node in calls(project, at, call, everywhere=everywhere):
        source = project.source(file)
        start, end = source.span(node.func)
        if isinstance(node.func, ast.Attribute) and "." not in to:
            start = end - len(node.func.attr)
        if source.text[start:end] != to:
            changes.add(file, [Splice(start, end, to)])
    changes.done()


@edit
def set_argument(project: Project, at: At, *, call: str, index: int, value: str) -> None:
    """Replace a positional argument of the calls that fit; `$VALUE` stands for the present one."""
    changes = Changes(project)
    for file, node in calls(project, at, call):
        source = project.source(file)
        if index < len(node.args) and not isinstance(node.args[index], ast.Starred):
            changes.add(file, [_argument(source, node.args[index], value)])
    changes.done()


def _argument(source: Source, node: ast.expr, value: str) -> Splice:
    start, end = source.outer_span(node)
    text = value.replace("$VALUE", source.text[start:end])
    if text == source.text[start:end]:
        raise NoEdit("the argument is that already")
    return Splice(start, end, text)
