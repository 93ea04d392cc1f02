"""Checks of runs: builders that grow, pages that are full, ids that are not returned, writes that stay."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_samples import call, graph, models, view

from dataflow_debugger.agent.checks import Answer, run

ONE, TWO = {"a": "UserCreateNode"}, {"a": "UserCreateNode", "b": "UserCreateNode"}


@pytest.mark.parametrize(("builders", "holds"), [((1, 1), True), ((1, 2), False)])
def test_a_builder_that_is_built_again_with_more_nodes(builders: tuple[int, int], holds: bool) -> None:
    calls = []
    for number, nodes in zip(builders, (ONE, TWO), strict=True):
        calls.append(call("builder.build", args={"nodes": nodes, "builder": number}))
        calls.append(call("runtime.execute", args={"nodes": nodes}, result={}))
    found = run(view(inspector=models(), calls=calls), "builder_grows_between_runs", {})
    assert found.holds is holds


@pytest.mark.parametrize(
    ("read", "holds"),
    [
        ("total = results['page']['count']", True),
        ("pages = results['page']['count'] // 5", True),
        ("more = results['page']['count'] > number * 5", True),
        ("print('shown', results['page']['count'])", False),
        ("more = results['page']['count'] == 5", False),
    ],
)
def test_the_count_of_a_full_page_used_as_the_total(read: str, holds: bool) -> None:
    source = (
        "wf.add_node('UserListNode', 'page', {'limit': 5})\n"
        f"results, _ = runtime.execute(wf.build())\n{read}\n"
    )
    page = {"records": [], "count": 5, "limit": 5}
    made = view(
        source=source, inspector=models(), workflow=graph({"page": ("UserListNode", {"limit": 5})}),
        calls=[call("runtime.execute", 2, args={"nodes": {"page": "UserListNode"}}, result={"page": page})],
    )  # fmt: skip
    assert run(made, "page_count_as_total", {}).holds is holds


@pytest.mark.parametrize(("config", "dialect", "holds"), [
    ({"name": "<str:1>"}, "sqlite", True),
    ({"name": "<str:1>"}, "postgresql", False),
    ({"id": "<str:1>", "name": "<str:1>"}, "sqlite", False),
])  # fmt: skip
def test_an_id_that_the_create_node_does_not_return(
    config: dict[str, Any], dialect: str, holds: bool
) -> None:
    listed = models()
    listed["models"] = [{**listed["models"][0], "fields": {"name": {"type": "str", "required": True}}}]
    shape = {"name": "<str:1>", "rows_affected": 1}
    made = view(
        inspector=listed, environment={"database": {"dialect": dialect}},
        workflow=graph(
            {"user": ("UserCreateNode", config), "note": ("PythonCodeNode", {})},
            connections=[{"source": "user", "output": "id", "target": "note", "input": "user_id"}],
            outcomes={"user": {"ok": True, "error": None, "result_shape": shape}},
        ),
    )  # fmt: skip
    assert run(made, "drawn_id_not_returned", {}).holds is holds


@pytest.mark.parametrize(
    ("symptom", "nodes", "answer"),
    [
        ("the order is still there", TWO, Answer.HOLDS),
        ("the list is sorted wrong", TWO, Answer.FAILS),
        (None, TWO, Answer.UNKNOWN),
        ("the order is still there", {"t": "TransactionScopeNode", **TWO}, Answer.FAILS),
        ("the order is still there", {"b": "UserCreateNode", "a": "UserCreateNode"}, Answer.FAILS),
    ],
)
def test_writes_that_stay_when_a_later_node_fails(
    symptom: str | None, nodes: dict[str, str], answer: Answer
) -> None:
    failed = call(
        "runtime.execute", args={"nodes": nodes}, ok=False, error="Content-aware failure in node 'b': refused"
    )
    made = view(inspector=models(), symptom=symptom, handled=[failed])
    assert run(made, "partial_writes_kept", {}).answer is answer


@pytest.mark.parametrize(
    ("template", "output", "into"),
    [
        ("'{{ parse.rows }}'", "result.rows", "data"),
        ("'${parse.result.rows}'", "result.rows", "data"),
        ("'{{ parse.output.rows }}'", "result.rows", "data"),
    ],
)
def test_a_template_asks_for_an_output_by_another_name(template: str, output: str, into: str) -> None:
    source = (
        "wf.add_node('PythonCodeNode', 'parse', {'code': \"result = {'rows': []}\"})\n"
        f"wf.add_node('UserBulkCreateNode', 'store', {{'data': {template}}})\n"
    )
    nodes = {"parse": ("PythonCodeNode", {}), "store": ("UserBulkCreateNode", {})}
    found = run(view(source=source, inspector=models(), workflow=graph(nodes)), "template_in_parameters", {})
    assert (found.bindings["output"], found.bindings["input"]) == (output, into)
