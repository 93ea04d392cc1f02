"""The check of instances that are used when their block has ended."""

from __future__ import annotations

from evidence_samples import call, models, raised, view

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


SESSION = (
    "db = DataFlow(URL)\ndef one():\n    with db:\n        db.work()\n"
    "def two():\n    with db:\n        db.more()\n"
)


def test_an_instance_that_is_entered_again_was_left_before() -> None:
    assert run(_seen(SESSION, 7), "used_after_with", {}).bindings["line"] == 3
    # With one block only, it is the same that is run again.
    once = "\n".join(SESSION.splitlines()[:4])
    assert run(_seen(once, 4), "used_after_with", {}).bindings["line"] == 3


def test_a_node_that_never_was_is_not_gone_in_the_only_block() -> None:
    inspected = models("Row")
    inspected["instances"] = [{"url": "sqlite:///a.db", "options": {"closed": True}}]
    error = raised("WorkflowValidationError", "Node 'RowGetNode' not found in registry.", line=4)
    once = "\n".join(SESSION.splitlines()[:4])
    seen = view(source=once, exception=error, inspector=inspected)
    assert run(seen, "used_after_with", {}).answer is Answer.FAILS


def test_instances_made_for_each_block_are_not_entered_again() -> None:
    source = "def made():\n    return DataFlow(URL)\n" + SESSION.replace("db = DataFlow(URL)\n", "").replace(
        "with db:", "with made() as db:"
    )
    inspected = models("Row")
    calls = [call("dataflow.init", 2), call("dataflow.init", 2)]
    error = raised("WorkflowValidationError", "Node 'RowGetNode' not found in registry.", line=8)
    seen = view(source=source, exception=error, inspector=inspected, calls=calls)
    assert run(seen, "used_after_with", {}).answer is Answer.FAILS
