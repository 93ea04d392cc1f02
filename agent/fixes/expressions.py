"""Putting one expression in the place of another so that the meaning of what is around it stays."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes.spans import Source, Splice

_ATOMS = (
    ast.Name, ast.Constant, ast.Attribute, ast.Subscript, ast.Call, ast.List, ast.Dict, ast.Set,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.JoinedStr,
)  # fmt: skip
_TIGHT = (ast.Attribute, ast.Await, ast.BinOp, ast.UnaryOp, ast.Compare, ast.BoolOp, ast.Starred, ast.IfExp)


def atomic(text: str) -> bool:
    """Whether an expression can stand before a dot or a bracket as it is."""
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return False
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return False
    if isinstance(node, ast.Tuple):
        return text.strip().startswith("(")
    return isinstance(node, _ATOMS)


def replace(source: Source, node: ast.expr, text: str) -> Splice:
    """The expression replaced, in parentheses where its surroundings bind tighter than the new one."""
    start, end = source.span(node)
    parent = source.parent(node)
    tight = isinstance(parent, _TIGHT)
    if isinstance(parent, ast.Subscript):
        tight = parent.value is node
    elif isinstance(parent, ast.Call):
        tight = parent.func is node
    elif isinstance(parent, ast.Dict):
        # `**x` takes no `or` without parentheses, a key or a value does.
        tight = any(k is None and v is node for k, v in zip(parent.keys, parent.values, strict=True))
    elif isinstance(parent, ast.NamedExpr):
        tight = True
    if tight and not atomic(text) and source.outer_span(node) == (start, end):
        text = f"({text})"
    return Splice(start, end, text)


def operand(text: str) -> str:
    """An expression that a dot, bracket or call can follow."""
    return text if atomic(text) else f"({text})"


def names_in(scope: ast.AST) -> set[str]:
    """Every name that occurs in a scope."""
    found = {node.id for node in ast.walk(scope) if isinstance(node, ast.Name)}
    return found | {node.arg for node in ast.walk(scope) if isinstance(node, ast.arg)}


def fresh(scope: ast.AST, *names: str) -> str:
    """The first of the names that the scope does not use, the last with a number where it uses all."""
    used = names_in(scope)
    for name in names:
        if name not in used:
            return name
    number = 2
    while f"{names[-1]}{number}" in used:
        number += 1
    return f"{names[-1]}{number}"
