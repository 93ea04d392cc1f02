"""Fields of a model that a node takes for its own metadata."""

from __future__ import annotations

import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds, together
from dataflow_debugger.agent.checks.view import View

_REFUSED = re.compile(r"validation errors? for NodeMetadata\b(?P<errors>.*)", re.S)
_FIELD = re.compile(r"(?:^|\s)(version|name|description|author|tags)\s+Input should be a valid")
_NODE = re.compile(r"Failed to add node '([^']+)'")


@check
def node_metadata_refused(view: View) -> Verdict:
    """A node was refused because values of the record do not fit the node's metadata of the same names.

    Binds field, node, model, file, line (of the user's frame). UNKNOWN when the evidence has no exception.
    """
    if not view.chain:
        return UNKNOWN
    told = next((m for one in view.chain if (m := _REFUSED.search(one.message))), None)
    fields = list(dict.fromkeys(_FIELD.findall(told["errors"]))) if told else []
    if not fields:
        return FAILS
    node, model = _refused(view)
    frame = view.user_frame
    file, line = (frame.file, frame.line) if frame else (None, None)
    named = f"Node '{node}'" if node else "A node"
    return together(
        [
            holds(
                Claim(f"{named} was refused: '{field}' is metadata of nodes too", file, line, node),
                field=field, node=node, model=model, file=file, line=line,
            )
            for field in fields
        ]
    )  # fmt: skip


def _refused(view: View) -> tuple[str | None, str | None]:
    """The node that was refused, and the model that it is of."""
    node = next((m[1] for one in view.chain if (m := _NODE.search(one.message))), None)
    known = view.nodes.get(node) if node else None
    kinds = [known.type] if known else []
    for site in view.sites_of_node(node) if node else ():
        value = getattr(site.kind, "value", None)
        kinds += [value] if isinstance(value, str) else []
    made = next((found for kind in kinds if (found := view.generated(kind))), None)
    return node, made.model if made else None
