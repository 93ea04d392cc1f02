"""Checks of what Express's bulk calls answered: a summary with numbers, used as if it were the records."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds, together
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.shapes import keys
from dataflow_debugger.agent.checks.values import evaluate
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import Source

_NUMBERS = ("inserted", "total", "processed")
_TAKING_ROWS = ("list", "sorted", "enumerate", "reversed", "tuple", "zip", "iter", "sum", "extend")
_LOOPS = (ast.For, ast.AsyncFor, ast.comprehension)


def _uses(source: Source) -> Iterator[tuple[ast.expr, str]]:
    """Expressions that are counted (`number`) or taken row by row (`rows`)."""
    for node in source.nodes:
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "len" and len(node.args) == 1:
                yield node.args[0], "number"
            elif name in _TAKING_ROWS:
                yield from ((argument, "rows") for argument in node.args)
        elif isinstance(node, _LOOPS) and not _reads_by_key(source, node.iter, node.target):
            yield node.iter, "rows"
        elif isinstance(node, ast.Subscript):
            index = node.slice.operand if isinstance(node.slice, ast.UnaryOp) else node.slice
            if isinstance(index, ast.Slice) or (
                isinstance(index, ast.Constant) and isinstance(index.value, int)
            ):
                yield node.value, "rows"


def _reads_by_key(source: Source, whole: ast.expr, key: ast.expr) -> bool:
    """Whether a loop over a dict reads it under the keys, as one that knows it is a dict does."""
    base, name = ast.dump(whole), getattr(key, "id", None)
    return any(
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Name)
        and node.slice.id == name
        and ast.dump(node.value) == base
        for node in source.nodes
    )


@check
def bulk_summary_as_records(view: View) -> Verdict:
    """The dict with numbers that Express's `bulk_create` or `bulk_upsert` returned is counted or gone through.

    Binds use (`rows` where any place takes records of it, else `number`), key (what holds the number), given_ids
    (whether the records were given ids), model, api, file, line. UNKNOWN without such a call.
    """
    apis = ("express*.bulk_create", "express*.bulk_upsert")
    if not any(glob(api, call.api) for call in view.evidence.calls for api in apis):
        return UNKNOWN
    found: list[tuple[str, Verdict]] = []
    for source in view.sources.values():
        for node, use in _uses(source):
            value = evaluate(view, node, source)
            call = value.call if value is not None and value.kind == "express" else None
            if value is None or call is None or not any(glob(api, call.api) for api in apis):
                continue
            if not isinstance(value.shape, dict) or value.shape is not call.result:
                continue
            told = [key for key in _NUMBERS if key in keys(value.shape)]
            if not told:
                continue
            ways = {"number": "its length is taken", "rows": "it is used as the list of records"}
            text = (
                f"{call.api} returned a dict ({', '.join(keys(value.shape))}), not the records; {ways[use]},"
                f" while the number is in '{told[0]}'"
            )
            args = call.args if isinstance(call.args, dict) else {}
            records = args.get("records")
            first = records[0] if isinstance(records, list) and records else {}
            claim = Claim(text, source.file, node.lineno, value=view.line_text(source.file, node.lineno))
            one = holds(
                claim, use=use, key=told[0], given_ids="id" in first if isinstance(first, dict) else False,
                model=args.get("model"), api=call.api, file=source.file, line=node.lineno,
            )  # fmt: skip
            found.append((use, one))
    # Where records are taken as well as counted, what gives the records makes the number right, too.
    found.sort(key=lambda pair: pair[0] != "rows")
    return together([one for _, one in found]) if found else FAILS
