"""The check of a page's own count, read as if it were the number of all matching rows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.values import Value, accesses, evaluate
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import FUNCTIONS, Source

_TOTAL = re.compile(r"(?i)total|(?<![a-z])(num_?)?pages|overall|altogether|matching|how_many|(?<![a-z])hits")
_BETWEEN = (ast.BinOp, ast.Call, ast.IfExp, ast.BoolOp, ast.UnaryOp, ast.FormattedValue, ast.JoinedStr)


@check
def page_count_as_total(view: View) -> Verdict:
    """A list node with a `limit` filled its page, and its `count` is used as the number of all rows.

    Used so is a count that is divided into pages, compared with an offset, or named a total. Binds limit, model,
    operation, node, node_type, file, line (of the node), read_line. UNKNOWN when no list node ran.
    """
    full = dict(_full_pages(view))
    if not full:
        return FAILS if any(view.generated(node.type) for node in view.nodes.values()) else UNKNOWN
    for source in view.sources.values():
        for node, base, key in accesses(source) if source.tree is not None else ():
            value = evaluate(view, base, source) if key == "count" else None
            if value is None or value.kind != "node" or value.node not in full:
                continue
            if not any(_means_total(source, use) for use in _uses(source, node)):
                continue
            return _found(view, source, node, value, full[value.node])
    return FAILS


def _full_pages(view: View) -> Iterator[tuple[str, int]]:
    """Id and limit of the list nodes that were given a limit and returned so many rows."""
    for call in view.calls("runtime.execute*"):
        nodes = call.args.get("nodes") if isinstance(call.args, dict) else None
        for name, kind in nodes.items() if isinstance(nodes, dict) and isinstance(call.result, dict) else ():
            made, result = view.generated(str(kind)), call.result.get(name)
            if made is None or made.operation != "list" or not isinstance(result, dict):
                continue
            limit = result.get("limit")
            config = view.nodes[name].config if name in view.nodes else {}
            if isinstance(limit, int) and limit == result.get("count") and "limit" in config:
                yield name, limit


def _uses(source: Source, node: ast.expr) -> list[ast.expr]:
    """The read itself and, where it is given a name, what reads that name in the same function."""
    statement = source.parents.get(node)
    targets = statement.targets if isinstance(statement, ast.Assign) and statement.value is node else []
    names = {target.id for target in targets if isinstance(target, ast.Name)}
    function = source.function(node)
    return [node] + [
        one
        for one in source.by_type.get(ast.Name, ())
        if isinstance(one, ast.Name)
        and one.id in names
        and isinstance(one.ctx, ast.Load)
        and source.function(one) is function
    ]


def _means_total(source: Source, node: ast.expr) -> bool:
    child: ast.AST = node
    for around in source.ancestors(node):
        if isinstance(around, ast.BinOp) and isinstance(around.op, (ast.Div, ast.FloorDiv)):
            return around.left is child
        if isinstance(around, ast.Compare):
            others = [one for one in (around.left, *around.comparators) if one is not child]
            return any("offset" in source.segment(one) or isinstance(one, ast.BinOp) for one in others)
        if isinstance(around, ast.JoinedStr):
            return any(
                isinstance(one, ast.Constant) and _TOTAL.search(str(one.value)) for one in around.values
            )
        if isinstance(around, ast.Dict):
            keys = [key for key, one in zip(around.keys, around.values, strict=True) if one is child]
            return any(isinstance(key, ast.Constant) and _TOTAL.search(str(key.value)) for key in keys)
        if isinstance(around, ast.keyword):
            return bool(_TOTAL.search(around.arg or ""))
        if isinstance(around, ast.Assign):
            return any(_TOTAL.search(source.segment(target)) for target in around.targets)
        if isinstance(around, ast.Return):
            function = next((one for one in source.ancestors(around) if isinstance(one, FUNCTIONS)), None)
            return function is not None and bool(_TOTAL.search(function.name))
        if isinstance(around, ast.Call):
            texts = [arg.value for arg in around.args if isinstance(arg, ast.Constant)]
            if any(isinstance(text, str) and _TOTAL.search(text) for text in texts):
                return True
        elif not isinstance(around, _BETWEEN):
            return False
        child = around
    return False


def _found(view: View, source: Source, node: ast.expr, value: Value, limit: int) -> Verdict:
    name = str(value.node)
    kind = view.nodes[name].type
    made = view.generated(kind)
    sites = view.sites_of_node(name)
    file, line = (sites[0].file, sites[0].line) if sites else (source.file, node.lineno)
    text = f"Node '{name}' ({kind}) returned a full page; its 'count' is the {limit} rows of that page"
    claims = [
        Claim(text, file, line, name, view.line_text(file, line)),
        Claim("It is used as the number of all rows", source.file, node.lineno, name, source.segment(node)),
    ]
    return holds(
        *claims, limit=limit, node=name, node_type=kind, model=made.model if made else None, operation="list",
        file=file, line=line, read_line=node.lineno,
    )  # fmt: skip
