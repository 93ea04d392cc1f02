"""What names are bound to within one file: assignments, loop targets and `with` targets of a scope."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache

from dataflow_debugger.agent.fixes.spans import FUNCTIONS, Source


@dataclass(frozen=True)
class Place:
    """An expression and the file it stands in; `item` says that the value is an element of the expression.

    For `for row in ROWS` the name `row` is at Place(ROWS, item="element").
    """

    file: str
    node: ast.expr
    item: str = ""


def bindings_in(source: Source, scope: ast.AST, name: str) -> list[ast.stmt]:
    """The statements of one scope that bind a name, in the order of the text."""
    return _index(source).get((scope, name), [])


@lru_cache(maxsize=64)
def _index(source: Source) -> dict[tuple[ast.AST, str], list[ast.stmt]]:
    found: dict[tuple[ast.AST, str], list[ast.stmt]] = {}
    for node in source.nodes:
        names = bound_by(node) if isinstance(node, ast.stmt) else set()
        scope = source.scope_of(node) if names else None
        for name in names:
            if scope is not None and isinstance(node, ast.stmt):
                found.setdefault((scope, name), []).append(node)
    return found


def bound_by(node: ast.stmt) -> set[str]:
    """The names a statement binds."""
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, (ast.AnnAssign, ast.For, ast.AsyncFor)):
        targets = [node.target]
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        targets = [item.optional_vars for item in node.items if item.optional_vars is not None]
    elif isinstance(node, (*FUNCTIONS, ast.ClassDef)):
        return {node.name}
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.split(".")[0] for alias in node.names}
    return {part.id for target in targets for part in ast.walk(target) if _stored(part)}  # type: ignore[attr-defined]


def _stored(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def values_in_scope(source: Source, file: str, scope: ast.AST, name: str, before: int | None) -> list[Place]:
    """Values of the bindings that can reach a use: the last sure one before it and conditional ones since."""
    found: list[Place] = []
    statements = bindings_in(source, scope, name)
    if before is not None:
        inside = [s for s in statements if s.lineno <= before]
        statements = inside or statements
    for statement in reversed(statements):
        values = _values(file, statement, name, before)
        found += values
        if values and source.parent(statement) is scope:
            break
    return found


def _values(file: str, node: ast.stmt, name: str, before: int | None) -> list[Place]:
    if isinstance(node, ast.Assign):
        if before is not None and node.lineno <= before <= (node.end_lineno or before):
            # The right side of `x = f(x)` uses the value from before.
            return []
        return [place for target in node.targets for place in assigned(file, target, node.value, name, False)]
    if isinstance(node, ast.AnnAssign):
        return assigned(file, node.target, node.value, name, False) if node.value is not None else []
    if isinstance(node, (ast.For, ast.AsyncFor)):
        return assigned(file, node.target, node.iter, name, True)
    if isinstance(node, (ast.With, ast.AsyncWith)):
        return [
            place
            for item in node.items
            if item.optional_vars is not None
            for place in assigned(file, item.optional_vars, item.context_expr, name, False)
        ]
    return []


def assigned(file: str, target: ast.expr, value: ast.expr, name: str, loop: bool) -> list[Place]:
    """What `name` gets when `target` is assigned `value` (an element of it in a loop)."""
    if isinstance(target, ast.Name):
        return [Place(file, value, "element" if loop else "")] if target.id == name else []
    if not isinstance(target, (ast.Tuple, ast.List)):
        return []
    index = next((i for i, part in enumerate(target.elts) if mentions(part, name)), None)
    if index is None:
        return []
    part = target.elts[index]
    if loop:
        inner = _loop_source(value, index)
        if inner is not None:
            return assigned(file, part, inner, name, True)
        if isinstance(value, (ast.Name, ast.Attribute)) and isinstance(part, ast.Name):
            return [Place(file, value, f"element[{index}]")]
        rows = value.elts if isinstance(value, (ast.List, ast.Tuple)) else []
        cells = [
            row.elts[index] for row in rows if isinstance(row, (ast.Tuple, ast.List)) and _fits(row, target)
        ]
        return [place for cell in cells for place in assigned(file, part, cell, name, False)]
    if isinstance(value, (ast.Tuple, ast.List)) and _fits(value, target):
        return assigned(file, part, value.elts[index], name, False)
    if isinstance(value, (ast.Name, ast.Call)) and isinstance(part, ast.Name):
        return [Place(file, value, f"at[{index}]")]
    return []


def appended(source: Source, file: str, node: ast.expr) -> list[Place]:
    """What is appended to a list in the scope where its name is bound, or the list given to an attribute."""
    if isinstance(node, (ast.List, ast.ListComp)):
        holder = source.parent(node)
        targets = holder.targets if isinstance(holder, ast.Assign) else [getattr(holder, "target", None)]
        node = targets[0] if len(targets) == 1 and isinstance(targets[0], ast.expr) else node
    if not isinstance(node, (ast.Name, ast.Attribute)):
        return []
    name, scope = ast.unparse(node), source.scope_of(node)
    found = []
    for call in source.calls():
        method = call.func
        if isinstance(method, ast.Attribute) and method.attr == "append" and len(call.args) == 1:
            same = isinstance(node, ast.Attribute) or source.scope_of(call) is scope
            if same and ast.unparse(method.value) == name:
                found.append(Place(file, call.args[0]))
    return found


def _loop_source(value: ast.expr, index: int) -> ast.expr | None:
    """The iterable behind one target of `enumerate`, `zip` or `.items()`."""
    if not isinstance(value, ast.Call):
        return None
    name = getattr(value.func, "id", getattr(value.func, "attr", ""))
    if name == "enumerate" and index == 1 and value.args:
        return value.args[0]
    if name == "zip" and index < len(value.args):
        return value.args[index]
    if name == "items" and index in (0, 1) and isinstance(value.func, ast.Attribute):
        values = ast.Attribute(value.func.value, ("keys", "values")[index], ast.Load())
        call = ast.Call(values, [], [])
        return ast.copy_location(call, value)
    return None


def _fits(row: ast.Tuple | ast.List, target: ast.Tuple | ast.List) -> bool:
    starred = any(isinstance(item, ast.Starred) for item in (*row.elts, *target.elts))
    return len(row.elts) == len(target.elts) and not starred


def mentions(node: ast.expr, name: str) -> bool:
    """Whether a name occurs in an expression."""
    return any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(node))
