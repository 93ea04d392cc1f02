"""Texts that a node rewrites because they look like SQL, and the edits that avoid it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from edit_samples import app, dedented, untouched
from evidence_samples import graph, models, view

from dataflow_debugger.agent.checks import Answer, run


def warned(place: str, kind: str, outcome: dict[str, Any] | None = None, *, old: bool = False) -> Any:
    """A run of one node that warned of a place, as the releases do or as the older ones did."""
    mark = hashlib.blake2b(place.encode(), digest_size=4).hexdigest()
    where = f"'{place}'" if old else f"fp={mark}"
    message = rf"Potential SQL injection detected in field {where}: (?i)(delete\s+from)"
    log = {"level": "WARNING", "logger": "dataflow.core.nodes", "message": message}
    more = {"outcomes": {"step": {"ok": True, "result_shape": outcome}}} if outcome is not None else {}
    return view(inspector=models("User"), logs=[log], workflow=graph({"step": (kind, {})}, **more))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (warned("name", "UserCreateNode"), "name"),
        (warned("email", "UserUpdateNode", old=True), "email"),
        (warned("data[41].name", "UserBulkCreateNode"), "name"),
        (warned("filter.name", "UserListNode", {"records": [], "count": 0}), "name"),
        (warned("filter.name.$regex", "UserCountNode", {"count": 0}), "name"),
    ],
)
def test_the_field_is_told_by_the_mark_of_the_warning(given: Any, field: str) -> None:
    found = run(given, "text_rewritten_as_sql", {})
    assert found.bindings["field"] == field and found.bindings["node"] == "step"
    assert "(delete from)" in found.claims[0].claim


def test_without_a_fitting_node_nothing_is_said() -> None:
    found = warned("filter.name", "UserListNode", {"records": ["<dict>"], "count": 1})
    assert run(found, "text_rewritten_as_sql", {}).answer is Answer.UNKNOWN
    assert run(view(inspector=models("User")), "text_rewritten_as_sql", {}).answer is Answer.FAILS


def test_a_create_node_becomes_an_upsert_node() -> None:
    program = """
        workflow.add_node("NoteCreateNode", "note", {"id": key, "text": text})
        workflow.add_node("TagCreateNode", "tag", {"id": other})
        workflow.add_connection("note", "id", "tag", "note")
        results, _ = runtime.execute(workflow.build())
        print(results["note"]["text"], results["tag"]["id"])
    """
    assert app(program, "create_node_to_upsert", {"node": "note"}) == dedented("""
        workflow.add_node("NoteUpsertNode", "note", {"where": {"id": key}, "create": {"id": key, "text": text}})
        workflow.add_node("TagCreateNode", "tag", {"id": other})
        workflow.add_connection("note", "record.id", "tag", "note")
        results, _ = runtime.execute(workflow.build())
        print(results["note"]["record"]["text"], results["tag"]["id"])
    """)


@pytest.mark.parametrize(
    "program",
    [
        'workflow.add_node("NoteCreateNode", "note", {"id": str(uuid4()), "text": text})',
        'workflow.add_node("NoteCreateNode", "note", {"text": text})',
        'w.add_node("NoteCreateNode", "note", {"id": k})\nw.add_connection("a", "id", "note", "text")',
        'workflow.add_node("NoteUpdateNode", "note", {"id": key, "text": text})',
    ],
)
def test_a_node_that_cannot_become_one_stays(program: str) -> None:
    assert untouched(program, "create_node_to_upsert", {"node": "note"})


HELPER = """
    db = DataFlow(URL)

    @db.model
    class Note:
        id: str

    async def run(kind, values, *, name="step"):
        workflow = WorkflowBuilder()
        workflow.add_node(kind, name, values)
        results, _ = await runtime.execute_workflow_async(workflow.build())
        return results[name]

    async def main():
        note = await run("NoteCreateNode", {"id": "a"})
        await run(kind="NoteReadNode", values={"id": note["id"]})
        await run(values=row, kind="NoteCreateNode")
"""


def test_calls_of_a_helper_become_calls_of_express() -> None:
    assert app(HELPER, "helper_call_by_express", {"api": "NoteCreateNode"}) == dedented(
        HELPER.replace(
            'run("NoteCreateNode", {"id": "a"})', 'db.express.create("Note", {"id": "a"})'
        ).replace('run(values=row, kind="NoteCreateNode")', 'db.express.create("Note", row)')
    )
    returned = HELPER.replace("return results[name]", "return results")
    assert untouched(returned, "helper_call_by_express", {"api": "NoteCreateNode"})


def test_a_node_of_any_model_is_done_by_express() -> None:
    program = """
        db = DataFlow(URL)

        def create(model, record):
            workflow = WorkflowBuilder()
            workflow.add_node(f"{model}CreateNode", "new", record)
            results, _ = runtime.execute(workflow.build())
            return results["new"]

        create("Note", {"id": "a"})
        create("Tag", {"id": "b"})
    """
    after = app(program, "replace_call_by_express", {"node": "new"})
    assert "    return db.express_sync.create(model, record)\n" in after
    two = program.replace("db = DataFlow(URL)", "db = DataFlow(URL)\nother = DataFlow(URL)")
    assert untouched(two, "replace_call_by_express", {"node": "new"})
