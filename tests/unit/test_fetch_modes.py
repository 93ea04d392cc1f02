"""How SQL nodes are told to fetch: modes that cannot be served, and answers that end at `fetch_size`."""

from __future__ import annotations

from typing import Any

import pytest
from edit_samples import app
from evidence_samples import graph, raised, view

from dataflow_debugger.agent.checks import Answer, Verdict, run

NODE = "MODE = 'iterator'\nw.add_node('AsyncSQLDatabaseNode', 'rows', {{'query': 'SELECT 1', {} }})\n"


def judged(check: str, given: str, **parts: Any) -> Verdict:
    return run(view(source=NODE.format(given), **parts), check, {})


@pytest.mark.parametrize(
    ("given", "to"),
    [
        ("'fetch_mode': MODE", "all"),
        ("'fetch_mode': 'fetchone'", "one"),
        ("'fetch_mode': 'many'", "all"),
        ("'fetch_mode': 'many', 'fetch_size': 5", None),
        ("'fetch_mode': 'ALL'", None),
    ],
)
def test_modes_that_cannot_be_served(given: str, to: str | None) -> None:
    verdict = judged("fetch_mode_unusable", given)
    assert verdict.answer is (Answer.HOLDS if to else Answer.FAILS)
    assert verdict.bindings.get("to") == to


def test_a_mode_that_a_helper_is_given() -> None:
    text = """
    def ask(name, mode):
        w.add_node('AsyncSQLDatabaseNode', name, {'query': 'SELECT 1', 'fetch_mode': mode})

    ask('rows', 'iterator')
    """
    seen = graph({"rows": ("AsyncSQLDatabaseNode", {"fetch_mode": "<str:8>"})})
    assert run(view(source=text, workflow=seen), "fetch_mode_unusable", {}).answer is Answer.HOLDS


def test_a_refusal_is_known_by_its_text() -> None:
    told = raised("WorkflowValidationError", "Invalid fetch_mode: single. Must be one of: one, all, many")
    assert run(view(exception=told), "fetch_mode_unusable", {}).bindings["to"] == "one"


@pytest.mark.parametrize(("rows", "answer"), [(2, Answer.HOLDS), (1, Answer.FAILS)])
def test_an_answer_that_ends_at_its_size(rows: int, answer: Answer) -> None:
    outcome = {"rows": {"ok": True, "result_shape": {"result": {"data": [{"a": "<int>"}] * rows}}}}
    seen = graph({"rows": ("AsyncSQLDatabaseNode", {})}, outcomes=outcome)
    given = "'fetch_mode': 'many', 'fetch_size': 2"
    assert judged("fetch_size_reached", given, workflow=seen).answer is answer


AT = {"file": "app.py", "mode": "iterator", "to": "all"}


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (
            "def ask(mode):\n    w.add_node('AsyncSQLDatabaseNode', 'q', {'fetch_mode': mode})\n\n\n"
            "ask('one')\nask('iterator')\n",
            "ask('one')\nask('all')\n",
        ),
        ("MODE = 'iterator'\nn = AsyncSQLDatabaseNode(name='q', fetch_mode=MODE)\n", "MODE = 'all'\n"),
    ],
)
def test_the_mode_is_changed_where_it_is_written(text: str, mended: str) -> None:
    assert mended in app(text, "set_fetch_mode", AT)
