"""Entries tried on a run of several workflows."""

from typing import Any

from evidence_samples import graph, models, view

from dataflow_debugger.agent.entry_trials import try_all
from dataflow_debugger.agent.failure import Origin
from dataflow_debugger.knowledge_base.schema import Entry
from dataflow_debugger.retrieval.query import Query

ENTRY = {
    "code": "DFX216",
    "title": "Conditions beside the id",
    "symptoms": {"words": ["the condition is ignored"]},
    "cause": "The node looks at the id only, whatever else stands in its filter.",
    "checks": [{"confirm": "update_narrowed_beside_id"}],
    "fixes": [{"title": "x", "kind": "workaround", "safety": "unsafe", "rationale": "y"}],
    "examples": [{"bad": "examples/a.py", "good": "examples/b.py"}],
}
READ = graph({"look": ("UserReadNode", {"id": "<str:2>"})})
UPDATE = graph({"take": ("UserUpdateNode", {"filter": {"id": "<str:2>", "age": "<int>"}})})


def confirmed(origin: Origin, silent: bool = True, **parts: Any) -> bool:
    entry = Entry.model_validate({**ENTRY, "silent": silent})
    given = view(inspector=models(), **parts).evidence
    kb: Any = [entry]
    return try_all(given, kb, Query(""), [], origin)["DFX216"].confirmed


def test_what_went_wrong_silently_is_found_in_another_workflow_of_the_run() -> None:
    assert confirmed(Origin.SILENT, workflow=UPDATE)
    assert not confirmed(Origin.SILENT, workflow=READ)
    assert confirmed(Origin.SILENT, workflow=READ, earlier=[READ, UPDATE])
    assert confirmed(Origin.CONSEQUENCE, workflow=READ, earlier=[UPDATE])


def test_an_error_of_the_framework_is_looked_for_in_its_own_workflow_only() -> None:
    assert not confirmed(Origin.FRAMEWORK, workflow=READ, earlier=[UPDATE])
    assert not confirmed(Origin.SILENT, silent=False, workflow=READ, earlier=[UPDATE])
