"""Whether the line that failed works on what DataFlow returned: taint over names of the user's sources.

Names are not told apart by scope or order, so the answer errs towards "yes".
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from dataflow_debugger.agent.evidence import Evidence, Frame

_MAX_ROUNDS = 20
# Calls whose result is nothing that data could come from.
_NO_DATA = ("dataflow.", "builder.")


def depends_on_dataflow(evidence: Evidence, frame: Frame | None) -> bool | None:
    """Whether the failing line uses a value that came from a DataFlow call; None when that cannot be told."""
    trees = dict(_parsed(evidence))
    if frame is None or frame.file not in trees:
        return None
    failing = _statement(trees[frame.file], frame.line)
    if failing is None:
        return None
    seeds = _seed_lines(evidence)
    tainted = _tainted(trees, seeds)
    lines = range(failing.lineno, _last_line(failing) + 1)
    if any((frame.file, line) in seeds for line in lines):
        return True
    raising = isinstance(failing, ast.Raise)
    conditions = list(_conditions(trees[frame.file], failing)) if raising else []
    names = _names(failing, frame.line).union(*(_names(test) for test in conditions))
    seen = any((frame.file, line) in seeds for test in conditions for line in _lines(test))
    return seen or bool(names & tainted)


def _conditions(tree: ast.Module, failing: ast.stmt) -> Iterator[ast.expr]:
    """What is asked around a statement: `if not rows: raise ...` depends on `rows`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.While) and any(part is failing for part in ast.walk(node)):
            yield node.test


def _lines(node: ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _parsed(evidence: Evidence) -> Iterator[tuple[str, ast.Module]]:
    for source in evidence.source:
        try:
            yield source.file, ast.parse(source.text)
        except (SyntaxError, ValueError, RecursionError):
            continue


def _seed_lines(evidence: Evidence) -> set[tuple[str, int]]:
    """The user's lines at which DataFlow was asked for something."""
    found = set()
    for call in evidence.calls:
        file, _, line = (call.at or "").rpartition(":")
        if line.isdigit() and not call.api.startswith(_NO_DATA):
            found.add((file, int(line)))
    return found


def _tainted(trees: dict[str, ast.Module], seeds: set[tuple[str, int]]) -> set[str]:
    """Names that may hold a value from DataFlow, and names of functions that may return one."""
    tainted: set[str] = set()
    statements = [(file, node) for file, tree in trees.items() for node in ast.walk(tree)]
    functions = {
        node.name: node for _, node in statements if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    for _ in range(_MAX_ROUNDS):
        before = len(tainted)
        for file, node in statements:
            tainted |= _flow(file, node, seeds, tainted, functions)
        if len(tainted) == before:
            break
    return tainted


def _flow(
    file: str,
    node: ast.AST,
    seeds: set[tuple[str, int]],
    tainted: set[str],
    functions: dict[str, ast.FunctionDef | ast.AsyncFunctionDef],
) -> set[str]:
    """The names that one node taints."""

    def dirty(value: ast.AST | None) -> bool:
        if value is None:
            return False
        lines = range(getattr(value, "lineno", 0), (getattr(value, "end_lineno", 0) or 0) + 1)
        return any((file, line) in seeds for line in lines) or bool(_names(value) & tainted)

    if isinstance(node, ast.Assign) and dirty(node.value):
        return {name for target in node.targets for name in _names(target)}
    if isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr) and dirty(node.value):
        return _names(node.target)
    if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension) and dirty(node.iter):
        return _names(node.target)
    if isinstance(node, ast.withitem) and node.optional_vars and dirty(node.context_expr):
        return _names(node.optional_vars)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        returns = (part.value for part in ast.walk(node) if isinstance(part, ast.Return | ast.Yield))
        return {node.name} if any(dirty(value) for value in returns) else set()
    if isinstance(node, ast.Call):
        return _passed(node, dirty, functions)
    return set()


def _passed(
    node: ast.Call,
    dirty: Callable[[ast.AST], bool],
    functions: dict[str, ast.FunctionDef | ast.AsyncFunctionDef],
) -> set[str]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    called = functions.get(name)
    if called is None:
        if isinstance(node.func, ast.Attribute) and any(dirty(argument) for argument in node.args):
            # `rows.append(tainted)` taints rows.
            return _names(node.func.value)
        return set()
    parameters = [item.arg for item in (*called.args.posonlyargs, *called.args.args)]
    shift = 1 if parameters[:1] in (["self"], ["cls"]) else 0
    found = {
        parameter
        for parameter, argument in zip(parameters[shift:], node.args, strict=False)
        if dirty(argument)
    }
    return found | {item.arg for item in node.keywords if item.arg and dirty(item.value)}


def _names(node: ast.AST, line: int | None = None) -> set[str]:
    """Names and attributes in a node; with `line`, of a compound statement only its own header."""
    if line is not None and isinstance(node, ast.stmt) and hasattr(node, "body"):
        parts = [
            child
            for child in ast.iter_child_nodes(node)
            if not isinstance(child, ast.stmt) and not isinstance(child, ast.ExceptHandler)
        ]
        return {name for part in parts for name in _names(part)}
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            found.add(part.id)
        elif isinstance(part, ast.Attribute):
            found.add(part.attr)
    return found


def _statement(tree: ast.Module, line: int) -> ast.stmt | None:
    """The innermost statement on a line."""
    found: ast.stmt | None = None
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            found = node if found is None or node.lineno >= found.lineno else found
    return found


def _last_line(statement: ast.stmt) -> int:
    """The last line of a simple statement, or of the header of a compound one."""
    body: list[ast.stmt] = getattr(statement, "body", [])
    if body:
        return max(statement.lineno, body[0].lineno - 1)
    return statement.end_lineno or statement.lineno
