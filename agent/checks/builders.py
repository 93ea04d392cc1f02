"""Checks of a builder that lives longer than one run."""

from __future__ import annotations

from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call

_INSERTS = ("create", "bulk_create")
_NAMED = 3


@check
def builder_grows_between_runs(view: View) -> Verdict:
    """A builder was built again with more nodes, and nodes of it that insert rows ran in both runs.

    Binds nodes (those that ran again), node (the first of them), again (how often it ran), builder (the
    expression whose `build` is called), file, line (of the later build). UNKNOWN when no builder was seen to be
    built.
    """
    seen = False
    for earlier, later in _rebuilt(view):
        seen = True
        before, after = earlier.args["nodes"], later.args["nodes"]
        repeated = [name for name, kind in before.items() if after.get(name) == kind and _inserts(view, kind)]
        if not repeated or len(after) <= len(before) or not set(before) <= set(after):
            continue
        runs = [call for call in view.calls("runtime.execute*") if repeated[0] in _nodes(call)]
        if len(runs) < 2:
            continue
        file, line = view.at(later.at)
        names = ", ".join(f"'{name}'" for name in repeated[:_NAMED])
        text = (
            f"One builder was built again with {len(after)} nodes instead of {len(before)}; "
            f"{names} ran in the earlier workflow already and inserted their rows again"
        )
        return holds(
            Claim(text, file, line, repeated[0], view.line_text(file, line)), nodes=repeated, node=repeated[0],
            again=len(runs), file=file, line=line,
        )  # fmt: skip
    return FAILS if seen or view.calls("builder.build") else UNKNOWN


def _rebuilt(view: View) -> Iterator[tuple[Call, Call]]:
    """Each build with the one before it of the same builder."""
    last: dict[int, Call] = {}
    for call in view.calls("builder.build"):
        number = call.args.get("builder") if isinstance(call.args, dict) else None
        if not isinstance(number, int):
            continue
        if number in last:
            yield last[number], call
        last[number] = call


def _nodes(call: Call) -> dict[str, str]:
    nodes = call.args.get("nodes") if isinstance(call.args, dict) else None
    return nodes if isinstance(nodes, dict) else {}


def _inserts(view: View, kind: str) -> bool:
    made = view.generated(str(kind))
    return made is not None and made.operation in _INSERTS
