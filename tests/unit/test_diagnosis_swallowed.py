"""An error that the program caught before it raised one of its own is shown as the cause of that."""

import textwrap

import pytest

from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.swallowed import note, with_swallowed

ERROR = "NodeExecutionError: Database query failed: no such column: colour"
LOOP = """
    def save(values):
        for _ in range(3):
            try:
                return db.express_sync.update("Pen", "p1", values)
            except {}:
                time.sleep(1)
        raise Busy("try again later")
"""
APART = """
    def tried(values):
        try:
            return db.express_sync.update("Pen", "p1", values)
        except {}:
            return None
    def save(values):
        if not tried(values):
            raise Busy("try again later")
"""


def evidence(text, at, raised_at, ok_after=False):
    source = textwrap.dedent(text).lstrip("\n")
    frame = {"file": "app.py", "line": raised_at, "function": "save", "user": True}
    calls = [{"api": "express_sync.update", "ok": False, "error": ERROR, "at": f"app.py:{at}"}]
    if ok_after:
        calls.append({"api": "express_sync.list", "ok": True, "result": [], "at": "app.py:1"})
    return Evidence.model_validate(
        {
            "schema": "evidence/1",
            "program": {"exit_code": 1},
            "exception": {"chain": [{"type": "app.Busy", "message": "try again later", "frames": [frame]}]},
            "calls": [*calls, {"api": "dataflow.close", "ok": True}],
            "source": [{"file": "app.py", "text": source}],
        }
    )


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (evidence(LOOP.format("Exception"), 4, 7), True),
        (evidence(LOOP.format("NodeExecutionError"), 4, 7), True),
        (evidence(LOOP.format("Exception"), 4, 7, ok_after=True), False),
        (evidence(LOOP.format("Exception"), 4, 6), False),
        (evidence(APART.format("Exception"), 3, 8), True),
        (evidence(APART.format("NodeExecutionError"), 3, 8), False),
    ],
)
def test_the_caught_error_becomes_the_cause(given, found):
    told = with_swallowed(given)
    assert (told is not given) is found
    assert (note(told) is not None) is found
    if found:
        outer, cause = told.exception.chain
        assert (outer.type, cause.relation) == ("app.Busy", "cause")
        assert cause.type == "kailash.sdk_exceptions.NodeExecutionError"
        assert cause.message == "Database query failed: no such column: colour"
