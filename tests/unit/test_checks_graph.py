"""Checks of the workflow graph."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_samples import call, graph, models, raised, view

from dataflow_debugger.agent.checks import Answer, run

DUPLICATE = "Node ID 'add' already exists in workflow"


@pytest.mark.parametrize(
    ("source", "line", "looped", "variable"),
    [
        ("for i, who in enumerate(x):\n    wf.add_node('T', 'add', {'n': who})\n", 2, True, "i"),
        ("wf.add_node('T', 'add', {})\nwf.add_node('T', 'add', {})\n", 2, False, None),
        (
            "def put(wf, who):\n    wf.add_node('T', 'add', {'n': who})\nfor w in x:\n    put(b, w)\n",
            2,
            True,
            "who",
        ),
    ],
)
def test_duplicate_node_id(source: str, line: int, looped: bool, variable: str | None) -> None:
    seen = view(source=source, exception=raised("WorkflowValidationError", DUPLICATE, line=line))
    found = run(seen, "duplicate_node_id_in_loop", {})
    got = (found.bindings["line"], found.bindings["in_loop"], found.bindings["variable"])
    assert got == (line, looped, variable)
    assert run(seen, "duplicate_node_id_in_loop", {"in_loop": not looped}).answer is Answer.FAILS


def test_connection_to_an_unknown_node() -> None:
    message = "Source node 'creat' not found in workflow.\nAvailable nodes: ['create', 'read']\nDid you mean"
    seen = view(
        source="wf.add_connection('creat', 'id', 'read', 'id')\n",
        exception=raised("WorkflowValidationError", message),
    )
    found = run(seen, "connection_to_unknown_node", {"end": "source"})
    assert (found.bindings["node"], found.bindings["to"], found.bindings["line"]) == ("creat", "create", 1)
    assert run(seen, "connection_to_unknown_node", {"end": "target"}).answer is Answer.FAILS


@pytest.mark.parametrize(
    ("output", "kind", "to"),
    [
        ("result.id", "wrapped", "id"),
        ("user_id", "misspelt", "id"),
        ("result", "wrapped", None),
        ("zzz", "unknown", None),
    ],
)
def test_connection_from_an_unknown_output(output: str, kind: str, to: str | None) -> None:
    message = f"Source output '{output}' not found in node 'c'. Available outputs: ['id', 'name']"
    seen = view(
        source=f"wf.add_connection('c', '{output}', 'r', 'id')\n",
        logs=[{"level": "WARNING", "message": message}],
        workflow=graph({}, connections=[{"source": "c", "output": output, "target": "r", "input": "id"}]),
    )
    found = run(seen, "connection_output_unknown", {})
    assert (found.bindings["kind"], found.bindings["to"]) == (kind, to)
    assert (found.bindings["target"], found.bindings["line"]) == ("r", 1)


def test_unknown_output_from_the_result_alone() -> None:
    seen = view(
        workflow=graph(
            {},
            connections=[{"source": "c", "output": "nam", "target": "r", "input": "id"}],
            outcomes={"c": {"ok": True, "result_shape": {"name": "<str:1>"}}},
        )
    )
    assert run(seen, "connection_output_unknown", {}).bindings["to"] == "name"


def connected(input: str, kind: str = "UserReadNode") -> Any:
    wire = {"source": "c", "output": "id", "target": "r", "input": input}
    return view(inspector=models(), workflow=graph({"r": (kind, {})}, connections=[wire]))


def test_connection_to_an_unknown_input() -> None:
    assert run(connected("user_id"), "connection_input_unknown", {}).bindings["to"] == "id"
    for right in ("id", "record_id", "conditions.id"):
        assert run(connected(right), "connection_input_unknown", {}).answer is Answer.FAILS
    assert run(connected("email", "UserCreateNode"), "connection_input_unknown", {}).answer is Answer.FAILS


@pytest.mark.parametrize(
    ("kind", "input", "to"),
    [
        ("UserBulkCreateNode", "records", "data"),
        ("UserListNode", "where", "filter"),
        ("UserBulkUpdateNode", "rows", "data"),
        ("UserBulkUpdateNode", "values", "fields"),
    ],
)
def test_an_input_is_known_by_what_it_is_elsewhere_called(kind: str, input: str, to: str) -> None:
    assert run(connected(input, kind), "connection_input_unknown", {}).bindings["to"] == to


def test_two_connections_into_one_input() -> None:
    wires = [{"source": s, "output": "id", "target": "r", "input": "id"} for s in ("a", "b")]
    found = run(view(workflow=graph({}, connections=wires)), "connection_overwritten", {})
    assert found.bindings["sources"] == ["a.id", "b.id"]
    assert found.bindings["ends"] == [["a", "id"], ["b", "id"]]


def test_cycle() -> None:
    wires = [{"source": s, "target": t} for s, t in (("x", "a"), ("a", "b"), ("b", "c"), ("c", "a"))]
    assert run(view(workflow=graph({}, connections=wires)), "cycle_in_workflow", {}).bindings["nodes"] == [
        "a",
        "b",
        "c",
    ]
    assert (
        run(view(workflow=graph({}, connections=wires[:3])), "cycle_in_workflow", {}).answer is Answer.FAILS
    )


def test_builder_that_was_not_built() -> None:
    args = {"workflow": "WorkflowBuilder", "nodes": {}}
    seen = view(source="runtime.execute(wf)\n", calls=[call("runtime.execute", args=args, ok=False)])
    found = run(seen, "builder_not_built", {})
    assert (found.bindings["workflow"], found.bindings["line"]) == ("wf", 1)
    built = view(calls=[call("runtime.execute", args={"workflow": "Workflow"})])
    assert run(built, "builder_not_built", {}).answer is Answer.FAILS
    assert run(view(), "builder_not_built", {}).answer is Answer.UNKNOWN


def order(reader: str, shape: dict[str, Any], outcomes: list[str], wires: list[dict[str, str]] = ()) -> Any:
    nodes = {"z": ("UserCreateNode", {"id": "<str:1>"}), "a": (reader, {"filter": {"id": "<str:1>"}})}
    told = {"a": {"ok": True, "result_shape": shape}, "z": {"ok": True, "result_shape": {"id": "<str:1>"}}}
    ran = {name: told[name] for name in outcomes}
    parts = graph({**nodes, "b": ("UserListNode", {})}, connections=list(wires), outcomes=ran)
    return run(view(inspector=models(), workflow=parts), "unconnected_read_after_write", {})


def test_nodes_that_ran_before_the_one_that_writes() -> None:
    assert order("UserListNode", {"records": []}, ["a", "z"]).bindings["pairs"] == [
        ["z", "id", "a", "_after"]
    ]
    assert order("UserListNode", {"records": []}, ["z", "a"]).answer is Answer.FAILS
    wire = {"source": "z", "output": "id", "target": "a", "input": "x"}
    assert order("UserListNode", {"records": []}, ["a", "z"], [wire]).answer is Answer.FAILS


def test_an_update_is_too_early_when_it_met_no_row() -> None:
    found = order("UserUpdateNode", {"rows_affected": 0, "updated": True}, ["a", "z"])
    # An update without `fields` would write an input that it does not know.
    assert found.bindings["pairs"] == [["z", "id", "a", "id"]]
    assert order("UserUpdateNode", {"rows_affected": 1}, ["a", "z"]).answer is Answer.FAILS


TEMPLATES = """
    NEWER = {"age": {"$gte": "${age}"}}
    wf.add_node("UserListNode", "l", {"filter": NEWER})
    runtime.execute(wf.build(), parameters=values)
"""


@pytest.mark.parametrize(
    ("given", "api", "needs"),
    [
        ({"age": "<int>"}, "runtime.execute", {"l": ["age"]}),
        ({"l": {"age": "<int>"}}, "runtime.execute", None),
        ({"limit": 5}, "runtime.execute", None),
        ({"age": "<int>"}, "runtime.execute_workflow_async", None),
    ],
)
def test_a_template_that_the_run_does_not_fill(given: Any, api: str, needs: Any) -> None:
    nodes = {"l": "UserListNode"}
    seen = view(
        source=TEMPLATES,
        inspector=models(),
        workflow=graph({"l": ("UserListNode", {})}),
        calls=[call(api, 3, args={"parameters": given, "nodes": nodes})],
    )
    assert run(seen, "template_not_filled", {}).bindings.get("needs") == needs
