"""What an expression of the user's code held in the run, as far as observed calls tell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dataflow_debugger.agent.checks.literals import UNKNOWN_VALUE, value_of
from dataflow_debugger.agent.checks.shapes import leaf_type
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call
from dataflow_debugger.agent.pattern_names import definition, find_module
from dataflow_debugger.agent.pattern_source import FUNCTIONS, Source

EXECUTES = ("execute", "execute_async", "execute_workflow_async")
_DEPTH = 12
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


@dataclass(frozen=True)
class Value:
    """A value of the run: `kind` is run (a runtime's tuple), results, node, express, coroutine or part.

    `node` is the node whose result it is or is part of; `file` and `line` say where the call stands.
    """

    shape: Any
    kind: str
    call: Call | None = None
    node: str | None = None
    file: str | None = None
    line: int | None = None

    @property
    def type(self) -> str | None:
        return "tuple" if self.kind == "run" else leaf_type(self.shape)


def evaluate(view: View, node: ast.expr, source: Source, depth: int = _DEPTH) -> Value | None:
    """What the expression held; None where it does not come from an observed call."""
    if depth <= 0:
        return None
    if isinstance(node, ast.Name):
        return _name(view, node, source, depth)
    if isinstance(node, ast.Await):
        inner = _call(view, node.value, source, depth) if isinstance(node.value, ast.Call) else None
        inner = inner or evaluate(view, node.value, source, depth - 1)
        return replace(inner, kind=_settled(inner)) if inner else None
    if isinstance(node, ast.Subscript):
        base = evaluate(view, node.value, source, depth - 1)
        key = value_of(node.slice, source, view.sources)
        if base is not None and key is UNKNOWN_VALUE:
            return _any_node(base)
        return _member(view, base, key) if base is not None else None
    if isinstance(node, ast.Call):
        return _call(view, node, source, depth)
    if isinstance(node, ast.Attribute):
        return _attribute(view, node, source, depth)
    if isinstance(node, (ast.BoolOp, ast.IfExp)):
        first = node.values[0] if isinstance(node, ast.BoolOp) else node.body
        return evaluate(view, first, source, depth - 1)
    return None


def _settled(value: Value) -> str:
    if value.kind != "coroutine":
        return value.kind
    return "run" if value.call is not None and value.call.api.startswith("runtime.") else "express"


def _call(view: View, node: ast.Call, source: Source, depth: int) -> Value | None:
    function = node.func
    if isinstance(function, ast.Attribute):
        observed = _observed(view, node, source, function.attr)
        if observed is not None:
            return observed
        if function.attr in ("get", "pop") and node.args:
            base = evaluate(view, function.value, source, depth - 1)
            key = value_of(node.args[0], source, view.sources)
            if base is not None and key is UNKNOWN_VALUE:
                return _any_node(base)
            return _member(view, base, key) if base is not None and isinstance(key, str) else None
    if (
        isinstance(function, ast.Name)
        and function.id in ("list", "sorted", "reversed", "tuple")
        and node.args
    ):
        return evaluate(view, node.args[0], source, depth - 1)
    return _returned(view, node, source, depth)


def _observed(view: View, node: ast.Call, source: Source, name: str) -> Value | None:
    """The last recorded call that stands at this place."""
    end = node.end_lineno or node.lineno
    for call in reversed(view.evidence.calls):
        file, line = view.at(call.at)
        if line is None or not node.lineno <= line <= end or view.source(file) is not source:
            continue
        if call.api.rsplit(".", 1)[-1] != name:
            continue
        if call.api.startswith("runtime.") and name in EXECUTES:
            kind = "run" if isinstance(call.result, dict) else "coroutine" if call.awaited is False else "run"
            return Value(call.result, kind, call, None, source.file, node.lineno)
        if call.api.startswith("express"):
            kind = "coroutine" if call.awaited is not None else "express"
            return Value(call.result, kind, call, None, source.file, node.lineno)
    return None


def _returned(view: View, node: ast.Call, source: Source, depth: int) -> Value | None:
    found = definition(node.func, source, view.sources) or _method(view, node.func)
    if found is None:
        return None
    function, where = found
    returns = [n for n in ast.walk(function) if isinstance(n, ast.Return) and where.function(n) is function]
    if len(returns) != 1 or returns[0].value is None:
        return None
    return evaluate(view, returns[0].value, where, depth - 1)


def _method(view: View, callee: ast.expr) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, Source] | None:
    """The only function of the program that a method call can mean by its name."""
    if not isinstance(callee, ast.Attribute):
        return None
    found = [
        (one.functions[callee.attr], one) for one in view.sources.values() if callee.attr in one.functions
    ]
    return found[0] if len(found) == 1 else None


def _attribute(view: View, node: ast.Attribute, source: Source, depth: int) -> Value | None:
    """What was last put into an attribute of that name (`self.outcome = runtime.execute(...)`)."""
    for statement in reversed(source.by_type.get(ast.Assign, [])):
        for target in statement.targets if isinstance(statement, ast.Assign) else ():
            parts = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
            names = [one.attr if isinstance(one, ast.Attribute) else None for one in parts]
            if node.attr not in names or not isinstance(statement, ast.Assign):
                continue
            value = evaluate(view, statement.value, source, depth - 1)
            if value is not None:
                return value if parts == [target] else _member(view, value, names.index(node.attr))
    return None


def _argument(view: View, name: str, source: Source, node: ast.AST, depth: int) -> Value | None:
    """What a caller gave for a parameter; where the program failed, the caller on the way there."""
    function = source.function(node)
    if function is None:
        return None
    parameters = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    by_name = [one.arg for one in function.args.kwonlyargs]
    if name not in parameters and name not in by_name:
        return None
    if parameters[:1] in (["self"], ["cls"]):
        parameters = parameters[1:]
    callers = [(c, s) for s in view.sources.values() for c in s.calls() if _calls(c, function.name)]
    failing = {(frame.file, frame.line) for frame in view.user_frames}
    callers.sort(key=lambda one: (one[1].file, one[0].lineno) not in failing)
    for call, where in callers:
        given = next((one.value for one in call.keywords if one.arg == name), None)
        if given is None and name in parameters and parameters.index(name) < len(call.args):
            given = call.args[parameters.index(name)]
        value = evaluate(view, given, where, depth - 1) if given is not None else None
        if value is not None:
            return value
    return None


def _calls(call: ast.Call, name: str) -> bool:
    function = call.func
    return name == (function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None))


def _member(view: View, base: Value, key: Any) -> Value | None:
    """The value under a key or an index."""
    if base.kind == "run":
        return replace(base, kind="results") if key == 0 else None
    if base.kind == "results":
        if not isinstance(key, str):
            return None
        shape = base.shape.get(key) if isinstance(base.shape, dict) else None
        if shape is None and key in view.outcomes:
            shape = view.outcomes[key].result_shape
        return replace(base, kind="node", node=key, shape=shape) if shape is not None else None
    if isinstance(base.shape, dict) and isinstance(key, str) and key in base.shape:
        return replace(base, kind="part", shape=base.shape[key])
    if (
        isinstance(base.shape, list)
        and isinstance(key, int)
        and base.shape
        and isinstance(base.shape[0], dict)
    ):
        return replace(base, kind="part", shape=base.shape[min(abs(key), len(base.shape) - 1)])
    return None


def _any_node(base: Value) -> Value | None:
    """The result of a node whose id is not written out, where all nodes of the run gave results of one form."""
    shapes = base.shape if base.kind == "results" and isinstance(base.shape, dict) else {}
    forms = {frozenset(shape) if isinstance(shape, dict) else None for shape in shapes.values()}
    if len(forms) != 1 or None in forms:
        return None
    node, shape = next(iter(shapes.items()))
    return replace(base, kind="node", node=node, shape=shape)


def element(value: Value) -> Value | None:
    """One item of a list's value."""
    if isinstance(value.shape, list) and value.shape:
        return replace(value, kind="part", shape=value.shape[0])
    return None


def _name(view: View, node: ast.Name, source: Source, depth: int) -> Value | None:
    for scope in source.ancestors(node):
        if isinstance(scope, _COMPREHENSIONS):
            for one in scope.generators:
                if isinstance(one.target, ast.Name) and one.target.id == node.id:
                    value = evaluate(view, one.iter, source, depth - 1)
                    return element(value) if value else None
    bound = _binding(node, source)
    given = _argument(view, node.id, source, node, depth) if _outside(bound, node, source) else None
    if given is not None:
        return given
    if bound is None:
        return _global(view, node.id, source, depth)
    target, statement = bound
    if isinstance(statement, (ast.For, ast.AsyncFor)):
        value = evaluate(view, statement.iter, source, depth - 1)
        return element(value) if value and isinstance(target, ast.Name) else None
    if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and statement.value is not None:
        value = evaluate(view, statement.value, source, depth - 1)
        if value is None or isinstance(target, ast.Name):
            return value
        if isinstance(target, (ast.Tuple, ast.List)):
            names = [one.id if isinstance(one, ast.Name) else "" for one in target.elts]
            index = names.index(node.id) if node.id in names else -1
            return _member(view, value, index) if index >= 0 else None
    return None


def _outside(bound: tuple[ast.expr, ast.AST] | None, node: ast.Name, source: Source) -> bool:
    """Whether the name is not bound in the function that uses it, so that it may be a parameter."""
    return bound is None or source.function(bound[1]) is not source.function(node)


def _global(view: View, name: str, source: Source, depth: int) -> Value | None:
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    module = find_module(node.module or "", view.sources)
                    if module is not None and module.tree is not None and module.tree.body:
                        probe = ast.Name(id=alias.name)
                        probe.lineno = len(module.lines) + 1
                        return _name(view, probe, module, depth - 1)
    return None


def _binding(node: ast.Name, source: Source) -> tuple[ast.expr, ast.AST] | None:
    """The last assignment or loop that bound a name before it is used, in its function or in the module."""
    functions: list[ast.AST | None] = [one for one in source.ancestors(node) if isinstance(one, FUNCTIONS)]
    for scope in [*functions, None]:
        everywhere = scope is None and bool(functions)
        found = [
            one
            for one in source.bound.get(node.id, ())
            if source.function(one.statement) is scope
            and not isinstance(one.statement, (ast.With, ast.AsyncWith))
            and (everywhere or one.name.lineno < node.lineno)
        ]
        if found:
            return found[-1].target, found[-1].statement
    return None


def accesses(
    source: Source, statement: ast.stmt | None = None
) -> Iterator[tuple[ast.expr, ast.expr, object]]:
    """Every `base["key"]`, `base[0]`, `base.get("key")`: node, base and key, innermost first."""
    wanted = list(ast.walk(statement)) if statement is not None else source.nodes
    found: list[tuple[ast.expr, ast.expr, object]] = []
    for node in wanted:
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            found.append((node, node.value, node.slice.value))
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "get"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            found.append((node, node.func.value, node.args[0].value))
    found.sort(key=lambda one: (one[0].lineno, one[0].end_lineno or 0, one[0].end_col_offset or 0))
    return iter(found)
