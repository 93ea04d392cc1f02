"""Where a value was written: follows a name to the expression assigned to it, across files."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import PurePath

from dataflow_debugger.agent.pattern_source import FUNCTIONS, Source

_DEPTH = 8


def resolve(
    node: ast.expr, source: Source, sources: Mapping[str, Source] | None = None, *, calls: bool = False
) -> tuple[ast.expr, Source]:
    """The expression a name stands for and the file it is written in; the node itself where nothing is known.

    Follows assignments of the same scope and of the module, imports from other files in `sources`,
    `module.NAME`, an attribute and a parameter that are given one value, and with `calls` a call of a function
    of the user that has a single `return`.
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
            one
            for one in source.bound.get(name, ())
            if source.function(one.name) is scope and (line is None or one.name.lineno < line)
        ]
        if found:
            return found[-1].value
    return None


def _parameters(function: ast.AST) -> set[str]:
    args = getattr(function, "args", None)
    if not isinstance(args, ast.arguments):
        return set()
    listed = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
    return {arg.arg for arg in listed if arg is not None}


def _step(
    node: ast.expr, source: Source, sources: Mapping[str, Source], calls: bool
) -> tuple[ast.expr, Source] | None:
    if isinstance(node, ast.Name):
        value = assigned(node.id, source, node)
        if value is not None:
            return value, source
        function = function_of_parameter(node, source)
        if function is not None:
            given = arguments_of(function, node.id, source, sources)
            return given[0] if len(given) == 1 else None
        return _imported(node.id, source, sources)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        module = _module(node.value.id, source, sources)
        if module is None:
            kept = attribute_values(node, source, sources)
            return kept[0] if len(kept) == 1 else None
        value = assigned(node.attr, module)
        return (value, module) if value is not None else None
    if calls and isinstance(node, ast.Call):
        return _returned(node, source, sources)
    return None


def _imported(name: str, source: Source, sources: Mapping[str, Source]) -> tuple[ast.expr, Source] | None:
    module, original = source.imports.get(name, ("", None))
    found = find_module(module, sources) if original is not None else None
    value = assigned(original or "", found) if found is not None else None
    return (value, found) if value is not None and found is not None else None


def _module(name: str, source: Source, sources: Mapping[str, Source]) -> Source | None:
    module, original = source.imports.get(name, ("", None))
    return find_module(f"{module}.{original}".strip(".") if original else module, sources)


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
    if isinstance(callee, ast.Name):
        local = source.functions.get(callee.id)
        if local is not None:
            return local, source
        module, original = source.imports.get(callee.id, ("", None))
        where = find_module(module, files)
        name = original or ""
    elif isinstance(callee, ast.Attribute):
        via = callee.value.id if isinstance(callee.value, ast.Name) else ""
        where = _module(via, source, files) or source
        name = callee.attr
        if name not in where.functions and where is source:
            having = [one for one in files.values() if name in one.functions]
            # A method of another file is told by its name alone, so only an unmistakable one counts.
            where = having[0] if len(having) == 1 else where
    else:
        return None
    function = where.functions.get(name) if where is not None else None
    return (function, where) if function is not None and where is not None else None


def function_of_parameter(name: ast.Name, source: Source) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The function whose parameter a name is; None where it is none or is assigned before."""
    for scope in source.ancestors(name):
        if isinstance(scope, FUNCTIONS):
            known = any(source.function(one.name) is scope for one in source.bound.get(name.id, ()))
            if known:
                return None
            if name.id in _parameters(scope):
                return scope
    return None


def arguments_of(
    function: ast.FunctionDef | ast.AsyncFunctionDef, name: str, source: Source, sources: Mapping[str, Source]
) -> list[tuple[ast.expr, Source]]:
    """What the calls of a function, or of the class whose `__init__` it is, pass for a parameter."""
    positional = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
    owner = source.parents.get(function)
    method = isinstance(owner, ast.ClassDef)
    static = any("staticmethod" in ast.unparse(one) for one in function.decorator_list)
    called = owner.name if function.name == "__init__" and isinstance(owner, ast.ClassDef) else function.name
    found: list[tuple[ast.expr, Source]] = []
    for where in sources.values():
        for call in where.calls():
            named = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if named != called or (called == function.name and method and isinstance(call.func, ast.Name)):
                continue
            if called == function.name and definition(call.func, where, sources) != (function, source):
                continue
            words = {word.arg: word.value for word in call.keywords}
            index = positional.index(name) - int(method and not static) if name in positional else -1
            starred = any(isinstance(arg, ast.Starred) for arg in call.args)
            if name in words:
                found.append((words[name], where))
            elif 0 <= index < len(call.args) and not starred:
                found.append((call.args[index], where))
    return found


def attribute_values(
    node: ast.Attribute, source: Source, sources: Mapping[str, Source]
) -> list[tuple[ast.expr, Source]]:
    """What `self.name` is assigned in its class, or `name` of the class whose object a name holds."""
    if not isinstance(node.value, ast.Name):
        return []
    if node.value.id in ("self", "cls"):
        around = [one for one in source.ancestors(node) if isinstance(one, ast.ClassDef)]
        owners = [(around[0], source)] if around else []
    else:
        made, where = resolve(node.value, source, sources)
        named = made.func if isinstance(made, ast.Call) else made
        owners = _classes(getattr(named, "id", getattr(named, "attr", "")), where, sources)
    return [(value, where) for owner, where in owners for value in _assigned_in_class(owner, node.attr)]


def _classes(name: str, source: Source, sources: Mapping[str, Source]) -> list[tuple[ast.ClassDef, Source]]:
    for where in (source, *sources.values()):
        for node in where.by_type.get(ast.ClassDef, ()):
            if isinstance(node, ast.ClassDef) and node.name == name:
                return [(node, where)]
    return []


def _assigned_in_class(owner: ast.ClassDef, name: str) -> list[ast.expr]:
    found = []
    for node in ast.walk(owner):
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
            continue
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            own = isinstance(target, ast.Attribute) and getattr(target.value, "id", "") == "self"
            if (own and getattr(target, "attr", "") == name) or (
                node in owner.body and getattr(target, "id", "") == name
            ):
                found.append(node.value)
    return found
