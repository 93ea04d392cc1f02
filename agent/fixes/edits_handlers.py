"""Edits of `except` clauses that wait for another class than the one raised."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice


def _handlers(project: Project, at: At) -> list[tuple[str, ast.ExceptHandler]]:
    where = project.find(at.file) if at.file else None
    return [
        (file, node)
        for file in project.python()
        for node in project.source(file).nodes
        if isinstance(node, ast.ExceptHandler) and file == where and node.lineno == at.line
    ]


@edit
def import_raised_class(project: Project, at: At, *, name: str, module: str, imported: str) -> None:
    """Import the class that an `except` clause names from the module whose class is raised."""
    file = project.find(at.file) if at.file else None
    if file is None:
        raise NoEdit("the file of the handler is not known")
    source = project.source(file)
    for node in source.tree.body:
        if not isinstance(node, ast.ImportFrom) or node.module != imported:
            continue
        alias = next((one for one in node.names if name in (one.name, one.asname)), None)
        if alias is None:
            continue
        rest = [source.segment(one) for one in node.names if one is not alias]
        lines = [f"from {imported} import {', '.join(rest)}"] if rest else []
        lines.append(f"from {module} import {name}")
        project.splice(file, [Splice(*source.span(node), "\n".join(lines))])
        return
    changes = Changes(project)
    for where, handler in _handlers(project, at):
        changes.add(where, _also(project, where, handler, module, name, f"{name}Raised"))
    changes.done()


@edit
def catch_raised_class(project: Project, at: At, *, raised: str, module: str) -> None:
    """Let an `except` clause take the class that is raised as well."""
    changes = Changes(project)
    for file, handler in _handlers(project, at):
        changes.add(file, _also(project, file, handler, module, raised, None))
    changes.done()


def _also(
    project: Project, file: str, handler: ast.ExceptHandler, module: str, name: str, alias: str | None
) -> list[Splice]:
    """The clause with one more class, and the import that it needs."""
    source, kind = project.source(file), handler.type
    if kind is None:
        raise NoEdit("the clause takes every error already")
    more: list[Splice] = []
    used = name
    if module not in ("builtins", ""):
        used, more = ensure_import(project, file, module, name)
        if alias is not None:
            used = alias
            more = [Splice(one.start, one.end, one.text.replace(name, f"{name} as {alias}")) for one in more]
    listed = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    text = ", ".join([*(source.segment(one) for one in listed), used])
    return [*more, Splice(*source.outer_span(kind), f"({text})")]


@edit
def error_code_from_text(project: Project, at: At) -> None:
    """Look for the number of a DataFlowError in its text: `e.error_code == "DF-401"` as `"DF-401" in str(e)`."""
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            text = _looked_for(source, node) if isinstance(node, ast.Compare) and len(node.ops) == 1 else None
            if text is not None and isinstance(node, ast.Compare):
                changes.add(file, [Splice(*source.outer_span(node), text)])
    changes.done()


def _looked_for(source: Source, node: ast.Compare) -> str | None:
    left = node.left
    if isinstance(left, ast.Attribute) and left.attr == "value":
        left = left.value
    if not isinstance(left, ast.Attribute) or left.attr != "error_code":
        return None
    error, code = source.segment(left.value), node.comparators[0]
    text = source.segment(code)
    if "ErrorCode." in text and isinstance(code, ast.Attribute) and code.attr != "value":
        text += ".value"
    if isinstance(node.ops[0], (ast.Eq, ast.Is)):
        return f"{text} in str({error})"
    if isinstance(node.ops[0], (ast.NotEq, ast.IsNot)):
        return f"{text} not in str({error})"
    if isinstance(node.ops[0], ast.In):
        return f"any(code in str({error}) for code in {text})"
    return None


@edit
def look_into_text(project: Project, at: At, *, attribute: str, said: str) -> None:
    """Ask for the database's words in the error's text, where a clause looks at an attribute of the driver's."""
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        quote = brackets.usual_quote(source)
        for node in source.nodes:
            read = node if isinstance(node, ast.Attribute) and node.attr == attribute else None
            if read is None or not any(isinstance(a, ast.ExceptHandler) for a in source.ancestors(read)):
                continue
            whole = _condition(source, read)
            error = next((n for n in ast.walk(read) if isinstance(n, ast.Name)), None)
            if whole is not None and error is not None:
                text = f"{brackets.quoted(said, quote)} in str({error.id})"
                changes.add(file, [Splice(*source.outer_span(whole), text)])
    changes.done()


def _condition(source: Source, read: ast.Attribute) -> ast.expr | None:
    """The comparison or call that an attribute of the error is part of, as far as it is a condition."""
    whole: ast.expr = read
    for outer in source.ancestors(read):
        if isinstance(outer, (ast.Attribute, ast.Call, ast.Compare)):
            whole = outer
        else:
            break
    return (
        whole
        if isinstance(whole, (ast.Compare, ast.Call))
        or isinstance(source.parent(whole), (ast.If, ast.BoolOp, ast.UnaryOp))
        else None
    )
