"""Checks of records that were read and are written back as a whole, with what only the answer has."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.payloads import fields_of, payloads
from dataflow_debugger.agent.checks.view import View

_MANAGED = frozenset(("created_at", "updated_at"))
# A create leaves out keys that are no columns; the others make columns of them.
_WRITES = frozenset(("update", "upsert", "upsert_advanced", "bulk_create", "bulk_update", "bulk_upsert"))


@check
def found_written_back(view: View) -> Verdict:
    """A write was given the key `found` that `read` adds to a record, and that is no field of the model.

    Binds key (found), model, operation, api, node, file, line. UNKNOWN when nothing was written.
    """
    written = [one for one in payloads(view) if one.role == "fields" and one.operation in _WRITES]
    for one in written:
        fields = fields_of(view, one.model)
        if "found" not in one.keys or fields is None or "found" in fields:
            continue
        text = f"{one.subject} of {one.model} is given a record as `read` returned it, with the key 'found'"
        claim = Claim(text, one.file, one.line, one.node, view.line_text(one.file, one.line))
        return holds(
            claim, key="found", model=one.model, operation=one.operation, api=one.api, node=one.node,
            file=one.file, line=one.line,
        )  # fmt: skip
    return FAILS if written else UNKNOWN


@check
def managed_times_come_along(view: View) -> Verdict:
    """`created_at` and `updated_at` are written only as parts of records that were read and are written back.

    That is so where a write has both, is none that makes rows, and no source gives them a value. UNKNOWN when no
    write has one of them.
    """
    written = [one for one in payloads(view) if one.role == "fields" and _MANAGED & set(one.keys)]
    if not written:
        return UNKNOWN
    whole = all(set(one.keys) >= _MANAGED and one.operation in ("update", "bulk_update") for one in written)
    if not whole or any(_given(view)):
        return FAILS
    text = "A record that was read is written back as a whole, so that its times come along"
    return holds(Claim(text, written[0].file, written[0].line, written[0].node))


def _given(view: View) -> Iterator[ast.AST]:
    """Where a source gives one of the times a value: in a dict, as a keyword, in an assignment to a key."""
    for source in view.sources.values():
        for node in source.nodes:
            keys: list[ast.expr | None] = []
            if isinstance(node, ast.Dict):
                keys = node.keys
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                keys = [node.slice]
            elif isinstance(node, ast.keyword) and node.arg in _MANAGED:
                yield node
            yield from (key for key in keys if isinstance(key, ast.Constant) and key.value in _MANAGED)
