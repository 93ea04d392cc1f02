"""Checks of variables of the environment that a program sets after another of its files has read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_names import find_module
from dataflow_debugger.agent.pattern_source import Source


@check
def environment_set_late(view: View) -> Verdict:
    """The program puts a variable into the environment after a module that reads it at its import was imported.

    Binds variable, file, line (where it is set), import_line, reader (a file), read_line. UNKNOWN when
    the evidence has no sources.
    """
    for source in view.sources.values():
        for name, statement in _set_at_top(source):
            for imported in source.tree.body if source.tree else ():
                if imported.lineno >= statement.lineno:
                    break
                read = _read_in(view, imported, name)
                if read is not None:
                    return _told(source, name, statement, imported, *read)
    return FAILS if view.sources else UNKNOWN


def _told(
    source: Source, name: str, statement: ast.stmt, imported: ast.stmt, reader: Source, read: ast.AST
) -> Verdict:
    read_line = getattr(read, "lineno", 1)
    claims = (
        Claim(f"{name} is set here ...", source.file, statement.lineno, value=source.segment(statement)),
        Claim(
            f"... after {reader.file} was imported in line {imported.lineno}, which reads it here",
            reader.file,
            read_line,
            value=reader.lines[read_line - 1].strip(),
        ),
    )
    return holds(
        *claims,
        variable=name,
        file=source.file,
        line=statement.lineno,
        import_line=imported.lineno,
        reader=reader.file,
        read_line=read_line,
    )


def _set_at_top(source: Source) -> Iterator[tuple[str, ast.stmt]]:
    """`os.environ["NAME"] = ...` and `os.environ.setdefault("NAME", ...)` among the statements of a module."""
    for statement in source.tree.body if source.tree else ():
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        call = statement.value if isinstance(statement, ast.Expr) else None
        key: ast.expr | None = None
        if isinstance(target, ast.Subscript) and ast.unparse(target.value).endswith("environ"):
            key = target.slice
        elif (
            isinstance(call, ast.Call) and ast.unparse(call.func).endswith("environ.setdefault") and call.args
        ):
            key = call.args[0]
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value, statement


def _read_in(view: View, statement: ast.stmt, name: str) -> tuple[Source, ast.AST] | None:
    """Where a module that the statement imports reads the variable while it is imported."""
    modules = []
    if isinstance(statement, ast.ImportFrom):
        modules = [statement.module or "", *(f"{statement.module}.{one.name}" for one in statement.names)]
    elif isinstance(statement, ast.Import):
        modules = [one.name for one in statement.names]
    for module in modules:
        reader = find_module(module, view.sources)
        for node in reader.nodes if reader is not None else ():
            if reader is not None and _reads(node, name) and reader.function(node) is None:
                return reader, node
    return None


def _reads(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Call) and node.args:
        reads = ast.unparse(node.func).endswith(("environ.get", "getenv"))
        key: ast.expr | None = node.args[0] if reads else None
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        key = node.slice if ast.unparse(node.value).endswith("environ") else None
    else:
        key = None
    return isinstance(key, ast.Constant) and key.value == name
