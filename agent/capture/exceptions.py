"""Turns exceptions into the chain of the evidence: types, messages, attributes, frames."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Iterator
from types import FrameType, TracebackType
from typing import Any

from . import paths, shapes, state
from .words import words

CHAIN_MAX = 20
FRAMES_FIRST = 10
FRAMES_LAST = 20
LOCALS_MAX = 30
CODE_AROUND = 2
MESSAGE_MAX = 4000
LOGGED_MAX = 20
ATTRIBUTES = frozenset(
    words(
        """
        node_id failure_data code error_code sqlstate pgcode sqlite_errorcode sqlite_errorname
        constraint_name table_name column_name schema_name data_type_name severity detail hint
        diag errno msg name path component operation model model_name field field_name context
        causes solutions docs_url statement orig filename lineno offset text obj key status_code
        """
    )
)
_PROBE = "no running event loop"


def message_of(error: BaseException) -> str:
    """The message; a broken `__str__` gives a text that says so."""
    try:
        return str(error)[:MESSAGE_MAX]
    except Exception as inner:
        return f"<{type(error).__name__} whose __str__ raised {type(inner).__name__}>"


def qualified(kind: type) -> str:
    """A type's name with its module, except for builtins."""
    module = getattr(kind, "__module__", "")
    return kind.__qualname__ if module in ("builtins", "") else f"{module}.{kind.__qualname__}"


def walk(error: BaseException) -> Iterator[tuple[BaseException, str]]:
    """The chain, outermost first, with each one's relation to the one before.

    The context behind an explicit cause is walked too: upstream often names a wrapper as the cause while the
    driver's error is only the context.
    """
    seen: set[int] = set()
    stack: list[tuple[BaseException | None, str]] = [(error, "outer")]
    while stack:
        found, relation = stack.pop()
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        if not is_probe(found):
            yield found, relation
        if found.__context__ is not None and found.__context__ is not found.__cause__:
            stack.append((found.__context__, "context"))
        if found.__cause__ is not None:
            stack.append((found.__cause__, "cause"))
        members = getattr(found, "exceptions", None)
        if isinstance(members, (tuple, list)):
            for member in reversed(members):
                if isinstance(member, BaseException):
                    stack.append((member, "group"))


def is_probe(error: BaseException) -> bool:
    """Whether it is what the runtime meets when it looks for a running event loop."""
    return type(error) is RuntimeError and error.args == (_PROBE,)


def chain(now: state.State, error: BaseException, relation: str = "outer") -> list[dict[str, Any]]:
    """Every exception of the chain as the evidence has it."""
    found: list[dict[str, Any]] = []
    for item, how in walk(error):
        if len(found) == CHAIN_MAX:
            break
        found.append(describe(now, item, relation if how == "outer" else how))
    return found


def bare(now: state.State, error: BaseException) -> list[dict[str, Any]]:
    """The exception alone, without running any code of its own or of values: it may never return."""
    told = [arg for arg in error.args if type(arg) is str][:1] if type(error.args) is tuple else []
    found: list[dict[str, Any]] = []
    trace = error.__traceback__
    while trace is not None and len(found) < FRAMES_FIRST + FRAMES_LAST:
        item, line = trace.tb_frame, trace.tb_lineno
        file = item.f_code.co_filename
        user = paths.is_user_frame(item, now.paths.root)
        if not paths.is_ours(item.f_code):
            shown = {
                "file": now.paths.show(file),
                "line": line,
                "function": item.f_code.co_name,
                "user": user,
            }
            found.append({**shown, "code": code_around(file, line)} if user else shown)
        trace = trace.tb_next
    message = told[0][:MESSAGE_MAX] if told else f"<{type(error).__name__} whose message cannot be read>"
    return [
        {
            "type": qualified(type(error)),
            "message": message,
            "notes": [],
            "attributes": {},
            "relation": "outer",
            "frames": found,
        }
    ]


def of_user(found: list[dict[str, Any]]) -> bool:
    """Whether code of the user's took part in an exception."""
    return any(frame["user"] for item in found for frame in item["frames"])


def describe(now: state.State, error: BaseException, relation: str) -> dict[str, Any]:
    """One exception of the chain."""
    notes = getattr(error, "__notes__", None)
    return {
        "type": qualified(type(error)),
        "message": message_of(error),
        "notes": [str(n)[:MESSAGE_MAX] for n in notes[:5]] if isinstance(notes, list) else [],
        "attributes": attributes(now, error),
        "relation": relation,
        "frames": frames(now, error.__traceback__),
    }


def attributes(now: state.State, error: BaseException) -> dict[str, Any]:
    """Simple attributes by which drivers, pydantic and Kailash say what failed and where."""
    found: dict[str, Any] = {}
    names = [n for n in vars(error) if not n.startswith("_")] if hasattr(error, "__dict__") else []
    for name in [*names, *(n for n in sorted(ATTRIBUTES) if n not in names)]:
        if len(found) == 25:
            break
        try:
            value = getattr(error, name, None)
        except Exception:
            continue
        if value is None or callable(value) or name in ("args", "exceptions"):
            continue
        shown = _attribute(name, value, now.settings.values)
        if shown is not None:
            found[name] = shown
    errors = getattr(error, "errors", None)
    if callable(errors) and type(error).__name__ == "ValidationError":
        found["errors"] = _pydantic(errors)
    return found


def _attribute(name: str, value: Any, values: bool) -> Any:
    if name == "diag":
        parts = ("sqlstate", "constraint_name", "table_name", "column_name", "schema_name", "message_primary")
        return {p: str(getattr(value, p)) for p in parts if getattr(value, p, None)} or None
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str) and name in ("query", "statement", "sql"):
        return shapes.without_literals(value)[: shapes.TEXT_MAX]
    if isinstance(value, str):
        return value[: shapes.TEXT_MAX] if name in ATTRIBUTES or values else shapes.shape(value, name)
    if isinstance(value, BaseException):
        return f"{qualified(type(value))}: {message_of(value)}"[: shapes.TEXT_MAX]
    return shapes.shape(value, name, values)


def _pydantic(errors: Any) -> Any:
    try:
        found = errors(include_url=False, include_input=False, include_context=False)
    except Exception:
        return None
    kept = []
    for item in found[:10]:
        loc = ".".join(str(part) for part in item.get("loc", ()))
        kept.append({"loc": loc, "type": item.get("type"), "msg": str(item.get("msg"))[: shapes.TEXT_MAX]})
    return kept


def frames(now: state.State, trace: TracebackType | None) -> list[dict[str, Any]]:
    """The frames of a traceback, outermost first; a deep recursion keeps both its ends."""
    found: list[tuple[FrameType, int]] = []
    while trace is not None:
        if not paths.is_ours(trace.tb_frame.f_code):
            found.append((trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    if len(found) > FRAMES_FIRST + FRAMES_LAST:
        found = found[:FRAMES_FIRST] + found[-FRAMES_LAST:]
    return [frame(now, item, line) for item, line in found]


def frame(now: state.State, item: FrameType, line: int) -> dict[str, Any]:
    """One frame; a user's frame also carries its code and the shapes of its locals."""
    code = item.f_code
    file = code.co_filename
    user = paths.is_user_frame(item, now.paths.root)
    name = getattr(code, "co_qualname", code.co_name)
    shown: dict[str, Any] = {"file": now.paths.show(file), "line": line or 0, "function": name, "user": user}
    if not user:
        return shown
    now.frame_files[file] = "frame"
    shown["code"] = code_around(file, line, item.f_globals)
    shown["locals"] = local_shapes(item, now.settings.values)
    return shown


def code_around(file: str, line: int, module: dict[str, Any] | None = None) -> list[list[Any]]:
    """The lines around `line` as [number, text]."""
    found: list[list[Any]] = []
    for number in range(max(1, line - CODE_AROUND), line + CODE_AROUND + 1):
        text = linecache.getline(file, number, module)
        if text:
            found.append([number, text.rstrip("\n")[:300]])
    return found


def local_shapes(item: FrameType, values: bool) -> dict[str, Any]:
    """The locals of a user's frame; for a module only what is data."""
    found: dict[str, Any] = {}
    for name, value in list(item.f_locals.items()):
        if name.startswith("__") or isinstance(value, (type, type(sys))) or callable(value):
            continue
        if len(found) == LOCALS_MAX:
            break
        found[name] = shapes.shape(value, name, values)
    return found


def note_logged(now: state.State, error: BaseException) -> None:
    """Keeps an exception that was in flight when an error was logged: it may never reach the user."""
    if len(now.logged) >= LOGGED_MAX:
        return
    for item in chain(now, error, "logged"):
        same = any(k["type"] == item["type"] and k["message"] == item["message"] for k in now.logged)
        if not same and len(now.logged) < LOGGED_MAX:
            item["relation"] = "logged"
            now.logged.append(item)
