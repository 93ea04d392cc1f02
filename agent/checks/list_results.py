"""The check of a list node's result, a dict, that the program uses as if it were the list of rows."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.checks import UNKNOWN, Claim, Verdict, check, holds, together
from dataflow_debugger.agent.checks.results import statements
from dataflow_debugger.agent.checks.values import accesses, evaluate
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import Source

_TAKES_A_LIST = (
    "len", "sorted", "list", "tuple", "set", "sum", "min", "max", "any", "all", "enumerate", "reversed", "iter",
)  # fmt: skip
# These show the keys of a dict to one who wants to see them.
_SHOWS_KEYS = ("sorted", "list", "tuple", "set")
_LOOPS = (ast.For, ast.AsyncFor)
_USES = {
    "len": "its length is taken, which is the number of its keys",
    "truth": "the code asks whether it is empty, which it never is",
    "iterate": "the code goes through it, which gives its keys",
    "index": "the code takes an item by its position",
}


@check
def list_result_not_list(view: View) -> Verdict:
    """The result of a list node, a dict with `records`, is used as if it were the list.

    Binds node, to (`records`), expression, use (iterate, len, index or truth), file, line. UNKNOWN where no
    result of a list node was seen.
    """
    if not _listed(view):
        return UNKNOWN
    quiet = view.root is None
    found: list[Verdict] = []
    for source, statement in statements(view):
        loops = [one for one in source.ancestors(statement) if isinstance(one, _LOOPS)] if statement else []
        uses = [*_uses(source, statement, quiet), *(("iterate", loop.iter) for loop in loops)]
        for use, node in uses:
            value = evaluate(view, node, source)
            if value is None or value.kind not in ("node", "part") or not isinstance(value.shape, dict):
                continue
            if "records" not in value.shape or "count" not in value.shape:
                continue
            if quiet and use in ("truth", "iterate") and _known_as_dict(source, node):
                continue
            text = (
                f"The result of node '{value.node}' is a dict ({', '.join(value.shape)}), not the list of rows, "
                f"which is under 'records'; {_USES[use]}"
            )
            line = view.line_text(source.file, node.lineno)
            found.append(
                holds(
                    Claim(text, source.file, node.lineno, value.node, line),
                    node=value.node, to="records", key="records", use=use, file=source.file, line=node.lineno,
                    expression=source.segment(node),
                )
            )  # fmt: skip
    return together(found)


def _listed(view: View) -> bool:
    """Whether a node of any run gave what a list node gives."""
    shapes = [outcome.result_shape for outcome in view.outcomes.values()]
    for call in view.calls("runtime.*"):
        shapes += call.result.values() if isinstance(call.result, dict) else []
    return any(isinstance(shape, dict) and "records" in shape for shape in shapes)


def _uses(source: Source, statement: ast.stmt | None, quiet: bool) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(statement) if statement is not None else source.nodes:
        if isinstance(node, (*_LOOPS, ast.comprehension)):
            yield "iterate", node.iter
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            if node.func.id in _TAKES_A_LIST and not (quiet and node.func.id in _SHOWS_KEYS):
                yield "len" if node.func.id == "len" else "iterate", node.args[0]
            elif node.func.id in ("map", "filter") and len(node.args) > 1:
                yield "iterate", node.args[1]
        elif isinstance(node, ast.Subscript) and _by_position(node.slice):
            yield "index", node.value
        elif quiet and isinstance(node, (ast.If, ast.IfExp)):
            yield "truth", node.test
        elif quiet and isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield "truth", node.operand


def _by_position(index: ast.expr) -> bool:
    return isinstance(index, ast.Slice) or (isinstance(index, ast.Constant) and isinstance(index.value, int))


def _known_as_dict(source: Source, node: ast.expr) -> bool:
    """Whether the file also reads the same expression by key, as one that knows that it is a dict does."""
    wanted = ast.dump(node)
    loops = [one for one in source.nodes if isinstance(one, _LOOPS) and ast.dump(one.iter) == wanted]
    names = {one.target.id for one in loops if isinstance(one.target, ast.Name)}
    by_loop = any(
        isinstance(one, ast.Subscript) and isinstance(one.slice, ast.Name) and one.slice.id in names
        for one in source.nodes
    )
    return by_loop or any(
        isinstance(key, str) and ast.dump(base) == wanted for _, base, key in accesses(source)
    )
