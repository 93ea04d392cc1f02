"""A field `success` that Express or the runtime takes for a failure."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_samples import call, view

from dataflow_debugger.agent.checks import Answer, run

CHECK = "success_field_taken_for_outcome"
SOURCE = "@db.model\nclass Job:\n    id: str\n    success: bool\n    error: str\n"


def models(*fields: str) -> dict[str, Any]:
    text = {"type": "str", "required": True}
    return {"models": [{"name": "Job", "table": "jobs", "fields": dict.fromkeys(fields, text)}]}


def written(record: dict[str, Any], said: str, operation: str = "create") -> Any:
    key = "data" if operation == "create" else "fields"
    seen = call(
        f"express.{operation}",
        args={"model": "Job", key: record},
        ok=False,
        error=f"RuntimeError: express.{operation} failed for model 'Job': {said}",
    )
    return view(inspector=models("id", "success", "error"), calls=[seen], source=SOURCE)


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        (written({"success": False, "error": "<str:9>"}, "disk full"), True),
        (written({"success": False}, "operation failed"), True),
        (written({"error": "<str:9>"}, "disk full", "update"), True),
        (written({"cents": "<int>"}, "disk full", "update"), True),
        (written({"success": False}, "Database query failed: UNIQUE constraint failed: jobs.id"), False),
        (written({"success": True}, "operation failed"), False),
    ],
)
def test_an_express_call_that_did_not_fail(given: Any, holds: bool) -> None:
    found = run(given, CHECK, {})
    assert found.holds == holds
    if holds:
        assert found.bindings["model"] == "Job" and found.bindings["field"] == "success"
        assert [claim.line for claim in found.claims][1:] == [4]


@pytest.mark.parametrize(
    ("shape", "holds"),
    [
        ({"id": "<str:1>", "success": 0, "error": "disk full", "found": True}, True),
        ({"id": "<str:1>", "success": "<None>"}, True),
        ({"success": False, "error": "UNIQUE constraint failed: jobs.id"}, False),
        ({"id": "<str:1>", "success": True}, False),
    ],
)
def test_a_node_whose_record_counts_as_a_failure(shape: dict[str, Any], holds: bool) -> None:
    workflow = {
        "nodes": [{"id": "read", "type": "JobReadNode", "config": {"id": "<str:1>"}}],
        "connections": [],
        "outcomes": {"read": {"ok": False, "error": "disk full", "result_shape": shape}},
    }
    assert run(view(inspector=models("id", "success"), workflow=workflow), CHECK, {}).holds == holds


def test_a_model_without_the_field_tells_nothing() -> None:
    assert run(view(inspector=models("id", "done")), CHECK, {}).answer is Answer.FAILS
    assert run(view(), CHECK, {}).answer is Answer.UNKNOWN
