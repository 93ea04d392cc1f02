"""What records that came back tell about an old release: types, names in lower case, texts of functions."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_samples import call, graph, raised, view

from dataflow_debugger.agent.checks import Answer, Verdict
from dataflow_debugger.agent.checks import run as run_check
from dataflow_debugger.agent.checks.view import View

JSON_TYPE = r"^Optional\[(list|dict)\]$"


def run(name: str, seen: View, **words: Any) -> Verdict:
    return run_check(seen, name, words)


def model(**fields: Any) -> dict[str, Any]:
    listed = {"id": {"type": "int", "required": True}, **fields}
    return {"models": [{"name": "Bed", "table": "beds", "fields": listed}]}


def node_run(kind: str, shape: Any, ok: bool = True) -> dict[str, Any]:
    return call("runtime.execute", args={"nodes": {"step": kind}}, result={"step": shape}, ok=ok)


PLAN = {"type": "Optional[dict]", "required": False}
TEXT, DICT = {"id": "<int>", "plan": "<str:20>"}, {"id": "<int>", "plan": {"a": "<int>"}}


@pytest.mark.parametrize(
    "seen",
    [
        call("express.read", args={"model": "Bed"}, result=TEXT),
        call("express_sync.list", args={"model": "Bed"}, result=[DICT, TEXT]),
        node_run("BedReadNode", TEXT),
        node_run("BedListNode", {"records": [TEXT], "count": "<int>"}),
    ],
)
def test_text_in_a_dict_field_is_seen_in_express_and_nodes(seen: dict[str, Any]) -> None:
    found = run(
        "field_came_back",
        view(inspector=model(plan=PLAN), calls=[seen]),
        field_type=JSON_TYPE,
        value_type="str",
    )
    assert found.holds and found.bindings["plain"] == "dict"


def test_decoded_and_absent_values_are_right() -> None:
    calls = [
        call("express.list", args={"model": "Bed"}, result=[DICT, {"id": "<int>", "plan": "<None>"}]),
        call("express.read", args={"model": "Bed"}, result="<None>"),
    ]
    found = run(
        "field_came_back",
        view(inspector=model(plan=PLAN), calls=calls),
        field_type=JSON_TYPE,
        value_type="str",
    )
    assert found.answer is Answer.FAILS
    nothing = run("field_came_back", view(inspector=model(plan=PLAN)), field_type=JSON_TYPE, value_type="str")
    assert nothing.answer is Answer.UNKNOWN


NAMED = {"type": "str", "required": True}


def test_a_field_in_lower_case() -> None:
    read = call("express.read", args={"model": "Bed"}, result={"id": "<int>", "firstname": "<str:3>"})
    assert run("field_folded_to_lower_case", view(inspector=model(firstName=NAMED), calls=[read])).holds
    told = raised("NodeExecutionError", 'column "firstName" does not exist')
    assert run("field_folded_to_lower_case", view(inspector=model(firstName=NAMED), exception=told)).holds
    right = call("express.read", args={"model": "Bed"}, result={"id": "<int>", "firstName": "<str:3>"})
    found = run("field_folded_to_lower_case", view(inspector=model(firstName=NAMED), calls=[right]))
    assert found.answer is Answer.FAILS


FUNCTION = {"type": "str", "required": False, "default": "<function>"}


@pytest.mark.parametrize(("shape", "holds"), [("<str:42>", True), ("<str:6>", False), ("<None>", False)])
def test_the_text_of_a_function(shape: str, holds: bool) -> None:
    read = call("express.list", args={"model": "Bed"}, result=[{"id": "<int>", "code": shape}])
    assert run("function_text_came_back", view(inspector=model(code=FUNCTION), calls=[read])).holds is holds


@pytest.mark.parametrize(
    ("config", "holds"), [({"data": []}, True), ({"filter": {}}, True), ({"data": [{"a": 1}]}, False)]
)
def test_a_bulk_node_refused_for_want_of_rows(config: dict[str, Any], holds: bool) -> None:
    outcomes = {"step": {"ok": False, "error": "Unsupported bulk operation: bulk_create"}}
    workflow = graph({"step": ("BedBulkCreateNode", config)}, outcomes=outcomes)
    seen = view(inspector=model(), workflow=workflow)
    assert run("refused_as_unknown", seen, operation="bulk_*", empty="data|filter").holds is holds


def test_a_node_of_an_earlier_run() -> None:
    seen = view(inspector=model(), calls=[node_run("BedBulkDeleteNode", {}), node_run("BedListNode", {})])
    assert run("node_ran", seen, operation="bulk_delete", ok=True).holds
    assert run("node_ran", seen, operation="bulk_update").answer is Answer.FAILS


@pytest.mark.parametrize(
    "said",
    ['near "group": syntax error', 'syntax error at or near "group"', "the syntax to use near 'group TEXT'"],
)
def test_a_syntax_error_at_a_field(said: str) -> None:
    seen = view(inspector=model(group=NAMED), exception=raised("NodeExecutionError", said))
    assert run("field_in_syntax_error", seen).bindings["field"] == "group"
    other = view(inspector=model(team=NAMED), exception=raised("NodeExecutionError", said))
    assert run("field_in_syntax_error", other).answer is Answer.FAILS
