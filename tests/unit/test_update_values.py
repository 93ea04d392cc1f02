"""Update nodes that are given values beside `fields`."""

from typing import Any

import pytest
from edit_samples import app, dedented
from evidence_samples import call, graph, models, view

from dataflow_debugger.agent.checks import Answer, run
from dataflow_debugger.agent.checks.view import View

PROGRAM = """
    flow.add_node("UserUpdateNode", "save", {"filter": {"id": "a"}, "fields": {"name": "Bo"}})
    flow.add_connection("calc", "result.age", "save", "age")
"""
CONNECTED = """
    flow.add_node("UserUpdateNode", "save", {"filter": {"id": "a"}, "age": 4})
    flow.add_connection("calc", "result", "save", "fields")
"""


def updated(answer: dict[str, Any], source: str = PROGRAM, parameters: Any = "<None>") -> View:
    args = {"nodes": {"save": "UserUpdateNode"}, "parameters": parameters}
    return view(
        source=source,
        inspector=models(),
        calls=[
            call("runtime.execute", args=args, result={"save": {"rows_affected": 1, "id": "a", **answer}})
        ],
    )


def test_values_beside_fields() -> None:
    found = run(updated({"fields": {"name": "Bo"}, "age": 4}), "update_values_beside_fields", {}).bindings
    assert (found["names"], found["key"], found["both"], found["line"]) == (["age"], "fields", None, 1)


def test_fields_that_a_connection_fills() -> None:
    seen = updated({"fields": {"name": "Bo", "email": "b"}, "age": 4}, CONNECTED)
    found = run(seen, "update_values_beside_fields", {}).bindings
    assert (found["key"], found["output"], found["taken"], found["line"]) == (
        None,
        "result",
        ["name", "email"],
        2,
    )


def test_a_column_given_both_ways_counts_where_it_is_connected() -> None:
    answer = {"fields": {"name": "Bo", "age": 0}, "age": 4}
    assert run(updated(answer), "update_values_beside_fields", {}).bindings["both"] == ["age"]
    assert run(updated(answer, ""), "update_values_beside_fields", {}).answer is Answer.FAILS


@pytest.mark.parametrize(
    ("answer", "parameters"),
    [
        ({"fields": {}, "age": 4}, "<None>"),
        ({"fields": {"age": 4}, "after": True}, "<None>"),
        ({"fields": {"name": "Bo"}, "age": 4}, {"age": 4}),
    ],
)
def test_all_flat_all_in_fields_or_a_parameter_for_all_nodes(answer: dict[str, Any], parameters: Any) -> None:
    seen = updated(answer, PROGRAM, parameters)
    assert run(seen, "update_values_beside_fields", {}).answer is Answer.FAILS


def test_a_connection_is_spread() -> None:
    after = app(CONNECTED, "spread_connection", {"line": 2, "output": "result", "taken": ["name", "email"]})
    assert after.splitlines()[1:] == [
        'flow.add_connection("calc", "result.name", "save", "name")',
        'flow.add_connection("calc", "result.email", "save", "email")',
    ]


FAILED = "UserUpdateNode requires 'id' in filter (node: UserUpdateNode)"


@pytest.mark.parametrize(("shape", "length"), [("<str:64>", 64), ("<str:12>", 12), ("<int>", None)])
def test_a_long_id_given_flat(shape: str, length: int | None) -> None:
    seen = view(
        source='wf.add_node("UserUpdateNode", "save", {"id": key, "age": 4})\n',
        inspector=models(),
        workflow=graph(
            {"save": ("UserUpdateNode", {"id": shape, "age": "<int>"})},
            outcomes={"save": {"ok": False, "error": FAILED}},
        ),
    )
    assert run(seen, "long_id_given_flat", {}).bindings.get("length") == length


def test_a_long_id_that_a_connection_gives_in_an_earlier_workflow() -> None:
    args = {"nodes": {"add": "UserCreateNode", "save": "UserUpdateNode"}}
    answers = {"add": {"id": "<str:80>"}, "save": {"failed": True, "error": FAILED}}
    seen = view(
        source='wf.add_connection("add", "id", "save", "id")\n',
        inspector=models(),
        calls=[call("runtime.execute", args=args, result=answers)],
    )
    assert run(seen, "long_id_given_flat", {}).bindings["length"] == 80


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'wf.add_node("UserUpdateNode", "save", {"id": key, "age": 4})',
            'wf.add_node("UserUpdateNode", "save", {"filter": {"id": key}, "age": 4})',
        ),
        (
            'wf.add_connection("add", "id", "save", "id")',
            'wf.add_connection("add", "id", "save", "record_id")',
        ),
    ],
)
def test_a_flat_id_is_put_into_the_filter(before: str, after: str) -> None:
    found = {"node": "save", "node_type": "UserUpdateNode"}
    assert app(before, "flat_id_to_filter", found) == after


def test_a_helper_gives_only_the_update_node_its_id_otherwise() -> None:
    program = """
        def run(runtime, action, **params):
            wf.add_node(f"User{action}Node", action.lower(), params)

        run(rt, "Read", id=key)
        run(rt, "Update", id=key, age=4)
        run(rt, action="Create", id=key, age=4)
    """
    found = {"node": "update", "node_type": "UserUpdateNode", "line": 2}
    assert app(program, "flat_id_to_filter", found) == dedented(program).replace(
        '"Update", id=key', '"Update", filter={"id": key}'
    )


def test_a_row_that_is_given_back_whole_does_not_tell_what_was_given() -> None:
    row = {"name": "Bo", "email": "b", "age": 4, "tags": []}
    plain = PROGRAM.partition("flow.add_connection")[0]
    seen = updated({"fields": {"name": "Bo"}, **row}, plain)
    assert run(seen, "update_values_beside_fields", {}).answer is Answer.FAILS
    connected = run(updated({"fields": {"name": "Bo"}, **row}), "update_values_beside_fields", {})
    assert connected.bindings["names"] == ["age"]
