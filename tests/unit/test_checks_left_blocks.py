"""The check of instances that are used when their block has ended."""

from __future__ import annotations

from evidence_samples import models, raised, view

from dataflow_debugger.agent.checks import Answer, run

MADE = "def make():\n    with DataFlow(URL) as db:\n        define(db)\n        return db\n"
GONE = "Node 'RowCreateNode' not found in registry. Available nodes: MergeNode"


def _seen(source: str, line: int, **options: object):
    inspected = models("Row")
    inspected["instances"] = [{"url": "sqlite:///a.db", "options": {"closed": True, **options}}]
    error = raised("WorkflowValidationError", GONE, line=line)
    return view(source=source, exception=error, inspector=inspected)


def test_a_use_before_the_block_in_the_text_counts() -> None:
    seen = _seen("def work(db):\n    db.run()\n\n" + MADE + "\nwork(make())\n", 2)
    found = run(seen, "used_after_with", {})
    assert (found.answer, found.bindings["line"]) == (Answer.HOLDS, 5)
    assert run(seen, "unknown_node_type", {}).bindings["kind"] == "gone"
    assert run(seen, "unknown_node_type", {"kinds": ["operation"]}).answer is Answer.FAILS


def test_a_use_in_the_block_is_none() -> None:
    seen = _seen(MADE, 3)
    assert run(seen, "used_after_with", {}).answer is Answer.FAILS
    assert run(seen, "unknown_node_type", {}).bindings["kind"] == "operation"


def test_an_instance_that_is_open_was_not_left() -> None:
    assert (
        run(_seen(MADE + "\nmake().run()\n", 6, closed=False), "used_after_with", {}).answer is Answer.FAILS
    )


def test_a_stack_closes_what_enters_it() -> None:
    source = "with ExitStack() as stack:\n    db = stack.enter_context(DataFlow(URL))\ndb.run()\n"
    assert run(_seen(source, 3), "used_after_with", {}).bindings["line"] == 1
