"""A logging handler: what a service or worker logs with an exception is recorded."""

from __future__ import annotations

import logging

from dataflow_debugger.agent.capture import state
from dataflow_debugger.agent.hooks.service.recorder import Recorder, Request, shared

# What the framework logs on its way is raised, or handled, by the code that called it.
_FRAMEWORK = ("dataflow", "kailash", "dataflow_debugger")


class DebugHandler(logging.Handler):
    """Records exceptions that are logged: `logger.exception(...)`, or any record with `exc_info`.

        logging.getLogger().addHandler(DebugHandler())

    It never raises and changes nothing of what is printed. `least` is the least level that is recorded.
    """

    def __init__(self, least: int = logging.ERROR, recorder: Recorder | None = None) -> None:
        # Python prints warnings of programs that configure no logging, but not once there is a handler.
        super().__init__(min(least, logging.WARNING))
        self.least = least
        self.recorder = recorder or shared()

    def emit(self, record: logging.LogRecord) -> None:
        """Takes the exception of a record."""
        last = logging.lastResort
        if last is not None and record.levelno >= last.level and _alone(record.name):
            last.handle(record)
        error = record.exc_info[1] if record.exc_info and record.levelno >= self.least else None
        if error is None or record.name.partition(".")[0] in _FRAMEWORK:
            return
        part = state.scope.get() if state.scope is not None else None
        request = part if isinstance(part, Request) else None
        self.recorder.failed(error, request, f"logging:{record.name}")


def _alone(name: str) -> bool:
    """Whether a logger reaches no handlers but ours."""
    logger: logging.Logger | None = logging.getLogger(name)
    while logger is not None:
        if any(not isinstance(handler, DebugHandler) for handler in logger.handlers):
            return False
        logger = logger.parent if logger.propagate else None
    return True
