"""Listens to logging and warnings without adding a handler, a filter or a changed level."""

from __future__ import annotations

import builtins
import sys

from . import state, undo
from .imports import hidden

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

    from .hooks import Noted

MESSAGE_MAX = 2000
_WARNING, _ERROR = 30, 40


def watch_logging(logging: ModuleType, noted: Noted) -> None:
    """Sees every record as it is made, before any level, handler or filter of the user decides on it."""
    previous = logging.getLogRecordFactory()
    standard = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

    def factory(*args: Any, **kwargs: Any) -> Any:
        record = previous(*args, **kwargs)
        if record.levelno >= _WARNING:
            note(record, standard, noted)
        return record

    def back() -> None:
        if logging.getLogRecordFactory() is factory:
            logging.setLogRecordFactory(previous)

    logging.setLogRecordFactory(hidden(factory))
    undo.later(back)


_pending: list[tuple[dict[str, Any], dict[str, Any], frozenset[str]]] = []


def note(record: Any, standard: frozenset[str], noted: Noted) -> None:
    """Keeps a record's text; its extra fields arrive after the factory returns, so they are read later."""
    now = state.current
    if now is None:
        return
    settle()
    try:
        kept = {
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        now.keep("logs", kept, state.LOGS_MAX)
        error = record.exc_info[1] if record.exc_info and record.exc_info[1] else None
        if record.levelno >= _ERROR:
            error = error or sys.exc_info()[1]
            if error is not None:
                noted(error, seen=f"logging:{record.name}")
        if not record.exc_info:
            _pending.append((kept, vars(record), standard))
    except Exception:
        return


def _message(record: Any) -> str:
    try:
        return str(record.getMessage())[:MESSAGE_MAX]
    except Exception:
        # Arguments that do not fit: logging will complain by itself.
        return str(record.msg)[:MESSAGE_MAX]


def settle() -> None:
    """Adds the extra fields of the newest record, which its logger has filled in by now."""
    while _pending:
        kept, fields, standard = _pending.pop()
        extra = {k: v for k, v in list(fields.items()) if k not in standard}
        parts = []
        for name, value in extra.items():
            try:
                parts.append(f"{name}={str(value)[:400]}")
            except Exception:
                continue
        if parts:
            kept["message"] = f"{kept['message']} [{', '.join(parts)}]"[:MESSAGE_MAX]


def watch_print(noted: Noted) -> None:
    """Sees an exception that the program caught and whose text it prints."""
    previous = builtins.print

    def shown(*args: Any, **kwargs: Any) -> None:
        error = sys.exc_info()[1]
        if error is not None and _tells(args, error):
            noted(error, seen="print")
        previous(*args, **kwargs)

    shown.__name__ = shown.__qualname__ = "print"
    undo.put(builtins, "print", hidden(shown))


def _tells(parts: tuple[Any, ...], error: BaseException) -> bool:
    try:
        text = str(error)
        return any(p is error or (type(p) is str and text and text in p) for p in parts)
    except Exception:
        return False


def watch_warnings(warnings: ModuleType) -> None:
    """Sees every warning that is shown, whatever shows it."""
    previous = getattr(warnings, "_showwarnmsg", None)
    if previous is None:
        return

    def _showwarnmsg(message: Any) -> None:
        note_warning(message)
        previous(message)

    undo.put(warnings, "_showwarnmsg", hidden(_showwarnmsg))


def note_warning(message: Any) -> None:
    """Keeps a warning that is about to be shown."""
    now = state.current
    if now is None:
        return
    try:
        at = f"{now.paths.show(message.filename)}:{message.lineno}"
        category = getattr(message.category, "__name__", str(message.category))
        text = str(message.message)[:MESSAGE_MAX]
        now.keep("warnings", {"category": category, "message": text, "at": at}, state.WARNINGS_MAX)
    except Exception:
        return
