"""Where a value was written: follows a name to the expression assigned to it, across files."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from dataflow_debugger.agent.pattern_source import FUNCTIONS, Source

_DEPTH = 8


def resolve(
    node: ast.expr, source: Source, sources: Mapping[str, Source] | None = None, *, calls: bool = False
) -> tuple[ast.expr, Source]:
    """The expression a name stands for and the file it is written in; the node itself where nothing is known.

    Follows assignments of the same scope and of the module, imports from other files in `sources`,
    `module.NAME`, and with `calls` a call of a function of the user that has a single `return`.
    """
    for _ in range(_DEPTH):
        found = _step(node, source, sources or {}, calls)
        if found is None:
            break
        node, source = found
    return node, source


def assigned(name: str, source: Source, before: ast.AST | None = None) -> ast.expr | None:
    """The expression last assigned to a name, seen from the node `before` (None: from outside the module)."""
    scopes: list[ast.AST | None] = [None]
    if before is not None:
        scopes = [*(node for node in source.ancestors(before) if isinstance(node, FUNCTIONS)), None]
    for scope in scopes:
        if isinstance(scope, FUNCTIONS) and name in _parameters(scope):
            return None
        line = getattr(before, "lineno", None) if scope is scopes[0] else None
        found = [
            (target, value)
            for target, value in _bindings(source)
            if target.id == name and _function_of(target, source) is scope and _earlier(target, line)
        ]
        if found:
            return found[-1][1]
    return None


def _earlier(target: ast.Name, line: int | None) -> bool:
    return line is None or target.lineno < line


def _function_of(node: ast.AST, source: Source) -> ast.AST | None:
    return source.function(node)


def _parameters(function: ast.AST) -> set[str]:
    args = getattr(function, "args", None)
    if not isinstance(args, ast.arguments):
        return set()
    listed = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
    return {arg.arg for arg in listed if arg is not None}


def _bindings(source: Source) -> Iterator[tuple[ast.Name, ast.expr | None]]:
    """Every name that is bound, with its value (None where the value is not one expression)."""
    for node in source.nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _unpack(target, node.value)
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and isinstance(node.target, ast.Name):
            if node.value is not None:
                yield node.target, node.value
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            yield from _unpack(node.target, None)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                if item.optional_vars is not None:
                    yield from _unpack(item.optional_vars, item.context_expr)


def _unpack(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[ast.Name, ast.expr | None]]:
    if isinstance(target, ast.Name):
        yield target, value
    elif isinstance(target, (ast.Tuple, ast.List)):
        values = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        fits = len(values) == len(target.elts)
        for index, element in enumerate(target.elts):
            yield from _unpack(element, values[index] if fits else None)


def _step(
    node: ast.expr, source: Source, sources: Mapping[str, Source], calls: bool
) -> tuple[ast.expr, Source] | None:
    if isinstance(node, ast.Name):
        value = assigned(node.id, source, node)
        if value is not None:
            return value, source
        return _imported(node.id, source, sources)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        module = _module(node.value.id, source, sources)
        value = assigned(node.attr, module) if module is not None else None
        return (value, module) if value is not None and module is not None else None
    if calls and isinstance(node, ast.Call):
        return _returned(node, source, sources)
    return None


def _imported(name: str, source: Source, sources: Mapping[str, Source]) -> tuple[ast.expr, Source] | None:
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    module = find_module(node.module or "", sources)
                    value = assigned(alias.name, module) if module is not None else None
                    if value is not None and module is not None:
                        return value, module
    return None


def _module(name: str, source: Source, sources: Mapping[str, Source]) -> Source | None:
    for node in source.nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    return find_module(alias.name, sources)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    found = find_module(f"{node.module or ''}.{alias.name}".strip("."), sources)
                    if found is not None:
                        return found
    return None


def find_module(name: str, sources: Mapping[str, Source]) -> Source | None:
    """The file of a module by its dotted name: its path ends in that name."""
    if not name:
        return None
    parts = tuple(name.split("."))
    for source in sources.values():
        path = PurePath(source.file)
        stem = (*path.parts[:-1], path.stem) if path.stem != "__init__" else path.parts[:-1]
        if stem[-len(parts) :] == parts:
            return source
    return None


def _returned(
    node: ast.Call, source: Source, sources: Mapping[str, Source]
) -> tuple[ast.expr, Source] | None:
    found = definition(node.func, source, sources)
    if found is None:
        return None
    function, where = found
    returns = [n for n in ast.walk(function) if isinstance(n, ast.Return) and where.function(n) is function]
    if len(returns) == 1 and returns[0].value is not None:
        return returns[0].value, where
    return None


def definition(
    callee: ast.expr, source: Source, sources: Mapping[str, Source] | None = None
) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, Source] | None:
    """The user's function that a callee names, in this file or in one it is imported from."""
    files = sources or {}
    name, where = "", source
    if isinstance(callee, ast.Name):
        name = callee.id
        local = _function_named(name, source)
        if local is not None:
            return local, source
        for node in source.nodes:
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    if (alias.asname or alias.name) == name:
                        where = find_module(node.module or "", files) or where
                        name = alias.name
    elif isinstance(callee, ast.Attribute):
        name = callee.attr
        if isinstance(callee.value, ast.Name):
            where = _module(callee.value.id, source, files) or where
    function = _function_named(name, where)
    return (function, where) if function is not None else None


def _function_named(name: str, source: Source) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    return next((n for n in source.nodes if isinstance(n, FUNCTIONS) and n.name == name), None)
