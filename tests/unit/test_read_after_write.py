"""Columns that a create or update node does not hand on."""

import pytest
from edit_samples import app
from evidence_samples import graph, models, view

from dataflow_debugger.agent.checks import run

GIVEN = {"filter": {}, "fields": {}, "updated": True, "rows_affected": 1, "id": "<str:2>"}


def told(output: str, kind: str = "UserUpdateNode", into: str = "who") -> dict[str, object]:
    wires = [{"source": "save", "output": output, "target": "letter", "input": into}]
    workflow = graph(
        {"save": (kind, {}), "letter": ("LetterCreateNode", {})},
        connections=wires,
        outcomes={"save": {"ok": True, "result_shape": GIVEN}},
    )
    return run(view(inspector=models(), workflow=workflow), "connection_output_unknown", {}).bindings


@pytest.mark.parametrize("output", ["name", "email", "updated_at"])
@pytest.mark.parametrize("operation", ["Create", "Update"])
def test_a_column_of_the_row_is_read(output: str, operation: str) -> None:
    found = told(output, f"User{operation}Node", "id")
    assert (found["reads"], found["columns"]) == ("UserReadNode", [output])
    assert (found["to"], found["same"], found["available"]) == (None, None, None)


def test_what_is_no_column_is_not_read() -> None:
    assert told("result")["reads"] is None
    assert told("name", "UserListNode")["reads"] is None


def test_one_read_node_in_each_function_that_connects() -> None:
    text = """
    def one(flow):
        flow.add_connection("save", "id", "letter", "user")
        flow.add_connection("save", "name", "letter", "who")
        flow.add_connection("save", "email", "letter", "to")
    """
    found = {"node": "save", "columns": ["name", "email"], "reads": "UserReadNode"}
    changed = app(text, "read_after_write", found, source="{node}", outputs="{columns}", reads="{reads}")
    assert changed.splitlines()[1:] == [
        '    flow.add_connection("save", "id", "letter", "user")',
        '    flow.add_node("UserReadNode", "save_row", {})',
        '    flow.add_connection("save", "id", "save_row", "id")',
        '    flow.add_connection("save_row", "name", "letter", "who")',
        '    flow.add_connection("save_row", "email", "letter", "to")',
    ]


def test_connections_that_are_rows_of_a_list() -> None:
    text = """
    LINKS = [
        ("save", "id", "letter", "user"),
        ("save", "name", "letter", "who"),
        ("save", "email", "letter", "to"),
    ]
    flow.add_node("UserUpdateNode", "save", {"filter": {"id": "a"}, "fields": {"age": 4}})
    for link in LINKS:
        flow.add_connection(*link)
    """
    found = {"node": "save", "columns": ["name", "email"], "reads": "UserReadNode"}
    changed = app(text, "read_after_write", found, source="{node}", outputs="{columns}", reads="{reads}")
    assert changed.splitlines()[2:6] == [
        '    ("save", "id", "save_row", "id"),',
        '    ("save_row", "name", "letter", "who"),',
        '    ("save_row", "email", "letter", "to"),',
        "]",
    ]
    assert changed.splitlines()[7] == 'flow.add_node("UserReadNode", "save_row", {})'
