"""Filters that ask for one of no values."""

from typing import Any

import pytest
from edit_samples import app, untouched
from evidence_samples import call, models, raised, view

from dataflow_debugger.agent.checks import Answer, run

REFUSED = 'Database query failed: syntax error at or near ")"'
FOUND = {"line": 2, "field": "name", "operator": "$in", "model": "User", "operation": "list"}


def asked(given: Any, message: str = REFUSED, ok: bool = False) -> Answer:
    seen = view(
        source='db.express.list("User", {"name": {"$in": names}})\n',
        inspector=models(),
        exception=raised("kailash.sdk_exceptions.NodeExecutionError", message),
        calls=[call("express.list", ok=ok, args={"model": "User", "filter": {"name": given}})],
    )
    return run(seen, "filter_list_empty", {}).answer


@pytest.mark.parametrize("given", [{"$in": []}, {"$nin": []}, {"$gt": "<str:1>", "$in": []}])
def test_an_empty_list_that_a_server_refused(given: Any) -> None:
    assert asked(given) is Answer.HOLDS
    assert asked(given, "You have an error in your SQL syntax; ... near ')' at line 1") is Answer.HOLDS


def test_lists_with_values_and_other_errors() -> None:
    assert asked({"$in": ["<str:2>"]}) is Answer.FAILS
    assert asked({"$in": []}, 'syntax error at or near "ORDER"') is Answer.FAILS
    assert asked({"$in": []}, ok=True) is Answer.FAILS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('rows = {}list("User", {{"name": {{"$in": names}}}})', "rows = {} if names else []"),
        ('return {}count("User", {{"name": {{"$in": self.names}}}})', "return {} if self.names else 0"),
        ('use({}find_one("User", {{"name": {{"$in": names}}}}))', "use(({} if names else None))"),
    ],
)
@pytest.mark.parametrize("lead", ["await db.express.", "db.express_sync."])
def test_the_call_is_made_only_with_values(before: str, after: str, lead: str) -> None:
    call_ = before.format(lead)
    asking = call_[call_.index(lead) : call_.rindex("}})") + 3]
    changed = app(f"async def f(names):\n    {call_}\n", "ask_only_with_values", FOUND)
    assert changed.splitlines()[1].strip() == after.format(asking)


def test_the_call_stays_where_its_answer_is_not_known() -> None:
    text = 'def f(names):\n    db.express_sync.list("User", {"name": {"$in": sorted(names)}})\n'
    assert untouched(text, "ask_only_with_values", FOUND)
    excluded = text.replace("$in", "$nin").replace("sorted(names)", "names")
    assert untouched(excluded, "ask_only_with_values", {**FOUND, "operator": "$nin"})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"name": {"$in": names}}', '{"name": {"$in": names or [None]}}'),
        ('{"name": {"$in": a if b else c}}', '{"name": {"$in": (a if b else c) or [None]}}'),
        ('{"age": 1, "name": {"$nin": gone}}', '{"age": 1, **({"name": {"$nin": gone}} if gone else {})}'),
    ],
)
def test_an_empty_list_fits_nothing(before: str, after: str) -> None:
    found = {**FOUND, "operator": "$nin" if "$nin" in before else "$in"}
    text = f'x = 1\ndb.express_sync.list("User", {before})\n'
    assert after in app(text, "empty_list_for_nothing", found)


def test_a_list_in_the_filter_of_a_node() -> None:
    text = 'x = 1\nflow.add_node("UserListNode", "all", {"filter": {"name": {"$in": names}}})\n'
    changed = app(text, "empty_list_for_nothing", {**FOUND, "node": "all"})
    assert '{"filter": {"name": {"$in": names or [None]}}}' in changed
