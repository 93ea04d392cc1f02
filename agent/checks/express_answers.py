"""Checks of what Express answered against how it is read: records, lists, truth values, filters with None."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.filters import bindings_of, filters
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.queries import reads
from dataflow_debugger.agent.checks.shapes import keys as shape_keys
from dataflow_debugger.agent.checks.shapes import leaf_type
from dataflow_debugger.agent.checks.values import Value, accesses, evaluate
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import Source

_COUNTS = "rows_affected affected_rows updated modified modified_count updated_count rowcount count success"
_LIST_AS_DICT = re.compile(r"list indices must be integers|'list' object has no attribute 'get'")
_BOOL = re.compile(r"'bool' object (?:is not subscriptable|has no attribute)")


def _failing_reads(view: View, api: str) -> Iterator[tuple[Source, ast.expr, Value, str]]:
    """Reads of a text key in the failing statement whose base is what an Express call answered."""
    found = view.failing_statement
    for node, base, key in accesses(*found) if found is not None else ():
        value = evaluate(view, base, found[0]) if found is not None else None
        if value is None or value.call is None or not isinstance(key, str) or found is None:
            continue
        if value.kind in ("express", "part") and glob(api, value.call.api):
            yield found[0], node, value, key


def _read_at(view: View, source: Source, node: ast.expr, value: Value, key: str, text: str) -> Verdict:
    claim = Claim(text, source.file, node.lineno, value=view.line_text(source.file, node.lineno))
    api = value.call.api if value.call else ""
    return holds(
        claim, key=key, api=api, operation=api.rsplit(".", 1)[-1], file=source.file, line=node.lineno,
        call_line=value.line,
    )  # fmt: skip


@check
def count_of_update_read(view: View) -> Verdict:
    """A count is read from what Express's `update` answered, the record. Binds key, api, operation, file, line.

    FAILS when nothing of the kind was raised.
    """
    for source, node, value, key in _failing_reads(view, "express*.update"):
        if key in _COUNTS.split() and isinstance(value.shape, dict) and key not in shape_keys(value.shape):
            text = f"Express's update answered with the record, which has no '{key}'"
            return _read_at(view, source, node, value, key, text)
    return FAILS


@check
def bool_result_read(view: View) -> Verdict:
    """A key is read from the truth value that Express answered. Binds key, api, operation, file, line.

    FAILS when nothing of the kind was raised.
    """
    if not any(_BOOL.search(one.message) for one in view.raised):
        return FAILS
    for source, node, value, key in _failing_reads(view, "express*"):
        if leaf_type(value.shape) == "bool":
            operation = value.call.api.rsplit(".", 1)[-1] if value.call else ""
            text = f"Express's {operation} answered with True or False; '{key}' is read from it"
            return _read_at(view, source, node, value, key, text)
    return FAILS


@check
def express_list_read_as_dict(view: View) -> Verdict:
    """A key is read from the list that Express answered. Binds key, api, operation, file, line.

    FAILS when nothing of the kind was raised.
    """
    if not any(_LIST_AS_DICT.search(one.message) for one in view.raised):
        return FAILS
    for source, node, value, key in _failing_reads(view, "express*"):
        if isinstance(value.shape, list):
            text = f"Express's answer is a list; '{key}' is read from it as from a dict"
            return _read_at(view, source, node, value, key, text)
    return FAILS


@check
def filter_none_found_nothing(view: View) -> Verdict:
    """A filter asks for None in a field that is never NULL, or that a variable was to fill, and found nothing.

    A None that is written out in the filter is meant. Binds field, key, model, operation, node, file, line.
    UNKNOWN when no filter was seen.
    """
    found = filters(view)
    for payload in found:
        for field, value in payload.keys.items():
            item = payload.item(field)
            if leaf_type(value) != "NoneType" or not payload.express or item is None:
                continue
            if isinstance(item.value, ast.Constant) or not _all_empty(view, payload.file, payload.line):
                continue
            text = f"The filter of {payload.where} has None for '{field}', which asks for NULL; nothing was found"
            claim = Claim(text, item.source.file, item.line, None, item.text)
            return holds(claim, field=field, key=field, **bindings_of(payload, field), call_line=payload.line)
    return FAILS if found else UNKNOWN


def _all_empty(view: View, file: str | None, line: int | None) -> bool:
    """Whether a read at the place that was given None answered with nothing."""
    for read in reads(view):
        given = read.args.get("filter")
        none = isinstance(given, dict) and any(leaf_type(one) == "NoneType" for one in given.values())
        if (read.file, read.line) == (file, line) and none and read.result not in ([], 0, "<None>", None):
            return False
    return True
