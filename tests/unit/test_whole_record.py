"""Connections that take a whole record from a node that gives its fields one by one."""

import pytest
from edit_samples import app
from evidence_samples import graph, models, view

from dataflow_debugger.agent.checks import run
from dataflow_debugger.agent.checks.view import View

AVAILABLE = "'id', 'name', 'age', 'found'"


def connected(kind: str, output: str, entry: str) -> View:
    told = f"Source output '{output}' not found in node 'user'. Available outputs: [{AVAILABLE}]"
    return view(
        source=f"""
            wf.add_node("UserReadNode", "user", {{"id": key}})
            wf.add_node("{kind}", "next", {{}})
            wf.add_connection("user", "{output}", "next", "{entry}")
            """,
        inspector=models(),
        logs=[{"level": "WARNING", "message": told}],
        workflow=graph({"all": ("UserListNode", {})}),
    )


@pytest.mark.parametrize(
    ("kind", "output", "entry", "record"),
    [
        ("SwitchNode", "record", "input_data", ["id", "name", "age"]),
        ("PythonCodeNode", "user", "row", ["id", "name", "age"]),
        ("PythonCodeNode", "record", "name", None),
        ("PythonCodeNode", "naem", "row", None),
        ("UserUpdateNode", "record", "fields", None),
    ],
)
def test_whether_the_record_is_meant(kind: str, output: str, entry: str, record: list[str] | None) -> None:
    found = run(connected(kind, output, entry), "connection_output_unknown", {}).bindings
    assert (found["target"], found["input"], found["record"]) == ("next", entry, record)


def test_a_record_is_made_once_in_each_function() -> None:
    program = """
        def one(wf):
            wf.add_connection("user", "record", "a", "input_data")
            wf.add_connection("user", "record", "b", "row")
            wf.add_connection("user", "id", "c", "id")
    """
    after = app(program, "record_of_fields", {"source": "user", "output": "record", "fields": ["id", "age"]})
    assert after.splitlines() == [
        "def one(wf):",
        """    wf.add_node("PythonCodeNode", "user_record", {"code": "result = {'id': id, 'age': age}"})""",
        '    wf.add_connection("user", "id", "user_record", "id")',
        '    wf.add_connection("user", "age", "user_record", "age")',
        '    wf.add_connection("user_record", "result", "a", "input_data")',
        '    wf.add_connection("user_record", "result", "b", "row")',
        '    wf.add_connection("user", "id", "c", "id")',
    ]
