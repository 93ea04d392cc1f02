"""The expression that ends a cycle: what it means in the names that it has, and how it is written."""

from typing import Any

import pytest
from edit_samples import app
from evidence_samples import graph, view

from dataflow_debugger.agent.checks import Answer, run
from dataflow_debugger.agent.checks.cycles import corrections

RESULTS: dict[str, Any] = {
    "first": {"result": {"offset": 0}},
    "step": {"result": {"n": 5, "done": "<bool>", "rows": ["<int>"]}},
    "page": {"records": [{}], "count": 5},
}


@pytest.mark.parametrize(
    ("expression", "pairs"),
    [
        ("result.done == True", [["result.done", "done"]]),
        ("step.result.done", [["step.result.done", "done"]]),
        ("results['step']['done']", [["results['step']['done']", "done"]]),
        ("len(result.rows) == 0", [["result.rows", "step['result']['rows']"]]),
        ("page.count < 5", [["page.count", "count"]]),
        ("done == true", [["true", "True"]]),
        ("done && n > 3", [[" && ", " and "]]),
        ("n = 5", [[" = ", " == "]]),
        ("step['result']['done']", None),
        ("unheard.of", None),
    ],
)
def test_what_an_expression_means(expression: str, pairs: list[list[str]] | None) -> None:
    assert corrections(expression, RESULTS) == pairs


def test_an_expression_that_failed_is_found_where_it_is_written() -> None:
    seen = view(
        source="cycle.max_iterations(9)\ncycle.converge_when(f'result.n >= {LIMIT}')\n",
        logs=[
            {
                "level": "WARNING",
                "message": "Expression evaluation failed: name 'result' is not defined. "
                "Expression: result.n >= 7",
            }
        ],
        workflow=graph(
            {"step": ("PythonCodeNode", {})}, outcomes={"step": {"result_shape": {"result": {"n": 1}}}}
        ),
    )
    found = run(seen, "cycle_expression_failed", {}).bindings
    assert (found["line"], found["to"]) == (2, "n >= 7")
    assert run(view(), "cycle_expression_failed", {}).answer is Answer.FAILS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('c.converge_when("result.n >= 7")', 'c.converge_when("n >= 7")'),
        ('until = "result.n >= 7"\nc.converge_when(until)', 'until = "n >= 7"\nc.converge_when(until)'),
        ('c.converge_when(f"result.n >= {limit}")', 'c.converge_when(f"n >= {limit}")'),
        ('c.converge_when(f"{low} < result.n >= {up}")', 'c.converge_when(f"{low} < n >= {up}")'),
        ('w.connect(a, b, convergence_check="result.n >= 7")', 'w.connect(a, b, convergence_check="n >= 7")'),
    ],
)
def test_the_expression_is_respelt(before: str, after: str) -> None:
    found = {"expression": "result.n >= 7", "to": "n >= 7", "pairs": [["result.n", "n"]]}
    assert app(before, "respell_cycle_expression", found) == after
