"""The general checks: when they hold, fail, do not know, and what they bind."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_samples import call, graph, models, raised, view

from dataflow_debugger.agent.checks import Answer, Verdict, run
from dataflow_debugger.agent.checks.view import View

EMPTY = view()
FAILED = view(
    exception=raised("kailash.sdk_exceptions.WorkflowValidationError", "Node 'a' missing 'name'", line=3),
    source='db = DataFlow("x")\nwf = Builder()\nwf.add_node("UserCreateNode", "a", {"data": payload})\n',
    workflow=graph(
        {"a": ("UserCreateNode", {"data": {"id": "<str:1>"}})},
        outcomes={"a": {"ok": False, "error": "Database query failed: no such table: users"}},
    ),
    calls=[
        call(
            "express.create",
            7,
            args={"model": "User", "data": {"id": "<str:1>"}},
            ok=False,
            error="RuntimeError: x",
        ),
        call("express.list", 8, args={"model": "User"}, awaited=False),
    ],
    logs=[{"level": "ERROR", "logger": "kailash.runtime", "message": "Node a failed: boom"}],
    warnings=[{"category": "UserWarning", "message": "DF-CFG-001: Unknown", "at": "app.py:1"}],
    environment={"packages": {"kailash-dataflow": "2.14.1"}, "database": {"dialect": "sqlite"}},
    inspector=models(options={"auto_migrate": False}),
)

HOLD: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "exception_matches",
        {"type": "*ValidationError", "message": r"Node '(?P<node>\w+)'"},
        {"node": "a", "line": 3},
    ),
    ("text_matches", {"pattern": r"no such table: (?P<table>\w+)"}, {"table": "users", "node": "a"}),
    ("log_matches", {"pattern": "boom", "logger": "kailash.*", "level": "ERROR"}, {}),
    ("warning_matches", {"category": "UserWarning", "pattern": "DF-CFG"}, {"file": "app.py", "line": 1}),
    (
        "node_failed",
        {"type": "*CreateNode", "error": "no such table"},
        {"node": "a", "model": "User", "line": 3},
    ),
    ("node_config_has", {"type": "*CreateNode", "key": "data"}, {"node": "a", "key": "data", "line": 3}),
    ("node_config_has", {"key": "data.id", "shape": "<str"}, {"node": "a"}),
    ("node_config_lacks", {"type": "*CreateNode", "key": "name"}, {"node": "a", "key": "name"}),
    (
        "call_matches",
        {"api": "express*.create", "ok": False, "args": {"data.id": "str"}},
        {"model": "User", "line": 7},
    ),
    ("call_matches", {"api": "express.*", "awaited": False}, {"api": "express.list"}),
    (
        "code_matches",
        {"pattern": "wf.add_node($T, ...)", "scope": "failing_line"},
        {"T": '"UserCreateNode"', "line": 3},
    ),
    ("package_version", {"package": "kailash-dataflow", "range": "<2.14.2"}, {"version": "2.14.1"}),
    ("package_missing", {"package": "asyncpg"}, {"package": "asyncpg"}),
    ("dialect", {"is": "sqlite"}, {"dialect": "sqlite"}),
    ("option_is", {"name": "auto_migrate", "value": False}, {"option": "auto_migrate", "instance": 0}),
]
FAIL: list[tuple[str, dict[str, Any]]] = [
    ("exception_matches", {"type": "ValueError"}),
    ("text_matches", {"pattern": "nowhere"}),
    ("text_matches", {"pattern": "boom", "origin": "exception"}),
    ("log_matches", {"pattern": "boom", "level": "WARNING"}),
    ("warning_matches", {"category": "RuntimeWarning"}),
    ("node_failed", {"type": "*ListNode"}),
    ("node_config_has", {"key": "filter"}),
    ("node_config_lacks", {"key": "data"}),
    ("call_matches", {"api": "express.*", "args_lack": ["model"]}),
    ("code_matches", {"pattern": "wf.build()"}),
    ("package_version", {"package": "kailash-dataflow", "range": ">=3"}),
    ("package_missing", {"package": "kailash-dataflow"}),
    ("dialect", {"is": "postgresql|mysql"}),
    ("option_is", {"name": "auto_migrate", "value": True}),
]
UNKNOWN = [
    ("exception_matches", {"type": "*"}),
    ("text_matches", {"pattern": "x"}),
    ("log_matches", {"pattern": "x"}),
    ("node_failed", {}),
    ("node_config_has", {"key": "x"}),
    ("node_config_lacks", {"key": "x"}),
    ("call_matches", {"api": "*"}),
    ("code_matches", {"pattern": "x"}),
    ("package_version", {"package": "kailash", "range": "<9"}),
    ("package_missing", {"package": "kailash"}),
    ("dialect", {"is": "sqlite"}),
    ("option_is", {"name": "echo", "value": True}),
]


def answer(seen: View, name: str, arguments: dict[str, Any]) -> Verdict:
    return run(seen, name, arguments)


@pytest.mark.parametrize(("name", "arguments", "bindings"), HOLD)
def test_holds(name: str, arguments: dict[str, Any], bindings: dict[str, Any]) -> None:
    verdict = answer(FAILED, name, arguments)
    assert verdict.holds
    assert {key: verdict.bindings.get(key) for key in bindings} == bindings
    assert verdict.claims and verdict.claims[0].claim


@pytest.mark.parametrize(("name", "arguments"), FAIL)
def test_fails(name: str, arguments: dict[str, Any]) -> None:
    assert answer(FAILED, name, arguments).answer is Answer.FAILS


@pytest.mark.parametrize(("name", "arguments"), UNKNOWN)
def test_unknown_without_the_part(name: str, arguments: dict[str, Any]) -> None:
    assert answer(EMPTY, name, arguments).answer is Answer.UNKNOWN


def test_logged_exceptions_are_found_with_their_attributes() -> None:
    one = {"type": "asyncpg.UniqueViolationError", "relation": "logged", "attributes": {"sqlstate": "23505"}}
    seen = view(exception={"chain": [{"type": "RuntimeError", "message": "x"}, one]})
    assert answer(seen, "exception_matches", {"relation": "logged", "attribute": {"sqlstate": "^23"}}).holds


def test_a_connection_feeds_a_parameter() -> None:
    nodes = {"a": ("UserReadNode", {})}
    fed = view(
        workflow=graph(nodes, connections=[{"source": "b", "output": "id", "target": "a", "input": "id"}])
    )
    assert not answer(fed, "node_config_lacks", {"key": "id"}).holds


def test_code_scopes() -> None:
    source = "def f():\n    g(1)\n\ndef h():\n    g(2)\n    return 1/0\n"
    seen = view(source=source, exception=raised("ZeroDivisionError", "x", line=6))
    assert (
        answer(seen, "code_matches", {"pattern": "g($X)", "scope": "failing_function"}).bindings["X"] == "2"
    )
    assert answer(seen, "code_matches", {"pattern": "g($X)", "scope": "failing_line"}).answer is Answer.FAILS
    with pytest.raises(ValueError, match="scope"):
        answer(seen, "code_matches", {"pattern": "g($X)", "scope": "somewhere"})


def test_code_claim_names_metavariables() -> None:
    seen = view(source="run(wf)\n")
    verdict = answer(seen, "code_matches", {"pattern": "run($WF)", "claim": "run gets {WF}"})
    assert verdict.claims[0].claim == "run gets wf"


@pytest.mark.parametrize(
    ("clause", "raised"),
    [
        ("except IntegrityError", "RuntimeError"),
        ("except (sqlite3.IntegrityError, UniqueViolationError)", "RuntimeError"),
        ("except (IntegrityError, RuntimeError)", None),
        ("except Exception", None),
        ("except", None),
        ("except ValueError", None),
    ],
)
def test_a_clause_for_the_drivers_class_is_never_met(clause: str, raised: str | None) -> None:
    text = f"try:\n    db.express_sync.create('User', row)\n{clause}:\n    pass\n"
    found = run(view(source=text), "handler_never_met", {})
    assert found.holds is (raised is not None)
    assert found.bindings.get("raised") == raised


def test_fields_declared_alike_are_handed_on_with_the_one_that_was_reached() -> None:
    field = {"type": "Optional[str]", "required": True}
    listed = [{"name": "Guest", "table": "guests", "fields": {"mail": field, "phone": field}}]
    said = raised("RuntimeError", "Error DF-105: field_name: phone")
    seen = view(inspector={"models": listed}, exception=said)
    wanted = {"pattern": "Optional", "required": True, "text": "field_name: {field}"}
    alone = run(seen, "field_annotated", wanted).bindings
    assert (alone["field"], "elsewhere" in alone) == ("phone", False)
    found = run(seen, "field_annotated", {**wanted, "alike": True}).bindings
    assert (found["field"], [one["field"] for one in found["elsewhere"]]) == ("phone", ["mail"])
