"""The check of texts that a generated node rewrites because they look like SQL."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.payloads import fields_of
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Node, Outcome

_SAID = re.compile(
    r"Potential SQL injection detected in field (?:'(?P<name>[^']+)'|fp=(?P<mark>\w+)): (?P<pattern>.+)"
)
_READS = ("list", "count")
_RECORDS = 500
_OPERATORS = ("", ".$eq", ".$ne", ".$regex", ".$contains", ".$in[0]", ".$in[1]", ".$in[2]")


@check
def text_rewritten_as_sql(view: View) -> Verdict:
    """A node replaced words of a text it was given, because they look like SQL, as its warning says.

    Binds model, field, operation, node, api, file, line, flat_id (`id`, for an update, which got its values flat).
    FAILS when no node warned, UNKNOWN when the node that did is not known.
    """
    told = [found for record in view.evidence.logs if (found := _SAID.search(record.message))]
    if not told:
        return FAILS
    for node, outcome in _nodes(view):
        made = view.generated(node.type)
        if made is None or (made.operation in _READS and not _found_nothing(outcome)):
            continue
        for field in fields_of(view, made.model) or {}:
            said = next((one for one in told if _names(one, made.operation, field)), None)
            if said is None:
                continue
            file, line = view.at(node.at)
            if file is None:
                file, line = view.place_of_node(node.id)
            words = _words(said["pattern"])
            text = f"Node '{node.id}' ({node.type}) replaced what looks like SQL ({words}) in '{field}'"
            claim = Claim(text, file, line, node.id, view.line_text(file, line))
            flat = {"flat_id": "id"} if made.operation == "update" else {}
            return holds(
                claim, model=made.model, field=field, operation=made.operation, node=node.id, api=node.type,
                file=file, line=line, **flat,
            )  # fmt: skip
    return UNKNOWN


def _nodes(view: View) -> Iterator[tuple[Node, Outcome | None]]:
    """The nodes of every workflow that ran, the last first."""
    workflow = view.evidence.workflow
    for one in ([workflow] if workflow else []) + list(view.evidence.earlier):
        for node in one.nodes:
            yield node, one.outcomes.get(node.id)


def _found_nothing(outcome: Outcome | None) -> bool:
    shape = outcome.result_shape if outcome is not None else None
    return isinstance(shape, dict) and (shape.get("records") == [] or shape.get("count") == 0)


def _names(said: re.Match[str], operation: str, field: str) -> bool:
    """Whether a warning is of this field; newer releases give only a fingerprint of where it stands."""
    for place in _places(operation, field):
        if said["name"] == place:
            return True
        mark = said["mark"] or ""
        if mark and hashlib.blake2b(place.encode(), digest_size=len(mark) // 2).hexdigest() == mark:
            return True
    return False


def _places(operation: str, field: str) -> Iterator[str]:
    """How the node calls the places at which it meets a value of the field."""
    if operation in ("create", "update"):
        yield field
    elif operation.startswith("bulk_"):
        yield f"update.{field}"
        yield from (f"data[{index}].{field}" for index in range(_RECORDS))
    if operation in (*_READS, "bulk_update", "bulk_delete"):
        yield from (f"filter.{field}{operator}" for operator in _OPERATORS)


def _words(pattern: str) -> str:
    """A regular expression of the warning as words: `delete from`."""
    plain = re.sub(r"\(\?i\)|\\\w[+*]|[\\+*?$]", " ", pattern)
    return " ".join(plain.replace("(", " ").replace(")", " ").split())
