"""The check of a workflow that failed in the middle while what it had written stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call

_WRITES = ("create", "update", "delete", "upsert", "bulk_create", "bulk_update", "bulk_delete", "bulk_upsert")
_FAILED = re.compile(r"(?:failure in node|Node) '(?P<node>[^']+)'")
# How people say that something is there which should have gone with the failure.
_LEFT_OVER = re.compile(
    r"(?i)\b(still|stays?|stayed|remains?|left|kept|keeps?|behind|although|though|half|partial\w*|orphan\w*|"
    r"roll\w* ?back|undo\w*|undone|without|refused|rejected|cancell?ed|anyway|nevertheless|all or nothing)\b"
)


@check
def partial_writes_kept(view: View) -> Verdict:
    """A node of a workflow failed after others had written, no transaction held them together, and the user
    finds something left over.

    Binds nodes (those that wrote), failed (the node that failed), node (the first that wrote), model, file, line
    (of the run). UNKNOWN without a symptom or a run that failed.
    """
    calls = [call for call in (*view.evidence.handled, *view.evidence.calls) if not call.ok]
    if not view.evidence.symptom or not any(call.api.startswith("runtime.") for call in calls):
        return UNKNOWN
    if not _LEFT_OVER.search(view.evidence.symptom):
        return FAILS
    for call, failed, written in _partial(view, calls):
        file, line = view.at(call.at)
        names = " and ".join(f"'{name}'" for name in written)
        text = (
            f"The workflow failed at node '{failed}'; before it {names} had written, each committed by itself"
        )
        made = view.generated(str(call.args["nodes"][written[0]]))
        return holds(
            Claim(text, file, line, failed, view.line_text(file, line)), nodes=written, failed=failed,
            node=written[0], model=made.model if made else None, file=file, line=line,
        )  # fmt: skip
    return FAILS


def _partial(view: View, calls: list[Call]) -> Iterator[tuple[Call, str, list[str]]]:
    """Runs that failed at a node after others that write: the run, the node, and those before it."""
    for call in calls:
        nodes = call.args.get("nodes") if isinstance(call.args, dict) else None
        if not call.api.startswith("runtime.") or not isinstance(nodes, dict):
            continue
        if any("Transaction" in str(kind) for kind in nodes.values()):
            continue
        found = [match["node"] for match in _FAILED.finditer(call.error or "") if match["node"] in nodes]
        if not found:
            continue
        before = list(nodes)[: list(nodes).index(found[-1])]
        written = [name for name in before if _writes(view, str(nodes[name]))]
        if written and not _taken_back(view, [str(nodes[name]) for name in written]):
            yield call, found[-1], written


def _writes(view: View, kind: str) -> bool:
    made = view.generated(kind)
    return made is not None and made.operation in _WRITES


def _taken_back(view: View, kinds: list[str]) -> bool:
    """Whether the program itself deletes records of one of the models."""
    models = {made.model for kind in kinds if (made := view.generated(kind)) is not None}
    deleted = {
        str(call.args.get("model")) for call in view.calls("express*delete") if isinstance(call.args, dict)
    }
    return bool(models & deleted)
