"""What makes two failures of a service the same: type, place in the code, node, and the message without values.

This runs while a request waits, so it reads no source, no locals and no database: some tens of microseconds.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from dataflow_debugger.agent.capture import exceptions, paths, state, workflow

MESSAGE_MAX = 300
# Quoted text, addresses, UUIDs and other long hexadecimal, numbers.
_VARIABLE = re.compile(
    r"'[^']*'|\"[^\"]*\"|0x[0-9a-fA-F]+|\b[0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}\b"
    r"|\b[0-9a-fA-F]{16,}\b|\d+"
)


@dataclass(frozen=True)
class Fingerprint:
    """`id` is the same for the same failure; `place` is "file:line in function" of the user's code."""

    id: str
    type: str
    place: str
    node: str | None
    message: str


def of(error: BaseException, route: str = "") -> Fingerprint:
    """The fingerprint of a raised exception; of a group, that of its first member that is none.

    `route` stands for the place where no code of the user's is in the traceback, as in a workflow that a server
    runs by itself.
    """
    found = _first(error)
    where, own = place(found.__traceback__)
    if not own and route:
        where = f"{route}, {where}"
    return made(exceptions.qualified(type(found)), where, _node(found), _message(found))


def _node(error: BaseException) -> str | None:
    """The node that failed: some exceptions name it, else a frame of the runtime does."""
    for item, _ in exceptions.walk(error):
        named = getattr(item, "node_id", None)
        if isinstance(named, str):
            return named
    trace, found = error.__traceback__, None
    while trace is not None:
        frame = trace.tb_frame
        if frame.f_code.co_name in workflow.NODE_FUNCTIONS:
            held = frame.f_locals.get("node_id")
            found = held if isinstance(held, str) else found
        trace = trace.tb_next
    return found


def made(kind: str, where: str, node: str | None, message: str) -> Fingerprint:
    """A fingerprint of its parts; values are taken out of the message."""
    fixed = _VARIABLE.sub("*", message[:MESSAGE_MAX])
    text = "\n".join((kind, where, node or "", fixed))
    mark = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return Fingerprint(mark, kind, where, node, fixed)


def _first(error: BaseException) -> BaseException:
    for _ in range(10):
        members = getattr(error, "exceptions", None)
        if not (isinstance(members, tuple) and members and isinstance(members[0], BaseException)):
            break
        error = members[0]
    return error


def _message(error: BaseException) -> str:
    """Without calling code of the user's where the text lies open."""
    args: Any = error.args
    if type(args) is tuple and args and type(args[0]) is str:
        return str(args[0])
    return exceptions.message_of(error)


def place(trace: TracebackType | None) -> tuple[str, bool]:
    """The deepest frame of the user's code, and true; where there is none, the deepest of all, and false."""
    now = state.current
    root = now.paths.root if now is not None else None
    best = last = None
    while trace is not None:
        if not paths.is_ours(trace.tb_frame.f_code):
            last = trace
            if paths.is_user_frame(trace.tb_frame, root):
                best = trace
        trace = trace.tb_next
    shown = best or last
    if shown is None:
        return "", False
    code = shown.tb_frame.f_code
    file = now.paths.show(code.co_filename) if now is not None else code.co_filename
    return f"{file}:{shown.tb_lineno} in {code.co_name}", best is not None
