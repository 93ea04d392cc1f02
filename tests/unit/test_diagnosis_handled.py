"""What a program caught and handled itself is no failure."""

from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.handled import without_handled

ERROR = (
    "express.create failed for model 'Signup': Database query failed: UNIQUE constraint failed: signups.id"
)
LOGGED = {
    "type": "sqlite3.IntegrityError",
    "message": "UNIQUE constraint failed: signups.id",
    "relation": "logged",
}
SOURCE = """try:
    await db.express.create('Signup', row)
except RuntimeError:
    pass
await db.express.create('Signup', row)
"""


def evidence(api="express_sync.create", line=2, chain=(), **fields):
    call = {"api": api, "ok": False, "error": f"RuntimeError: {ERROR}", "at": f"app.py:{line}"}
    data = {
        "schema": "evidence/1",
        "program": {"exit_code": 0},
        "exception": {"chain": [*chain, LOGGED]},
        "calls": [call],
        "logs": [
            {"level": "ERROR", "logger": "dataflow.core.nodes", "message": f"failed [{LOGGED['message']}]"}
        ],
        "source": [{"file": "app.py", "text": SOURCE}],
        **fields,
    }
    return Evidence.model_validate(data)


def cleared(given):
    found = without_handled(given)
    return (found.calls, found.exception, found.logs) == ([], None, [])


def test_a_caught_call_goes_with_all_that_was_logged_of_it():
    assert cleared(evidence())


def test_an_unrelated_exception_leaves_the_caught_call_handled():
    other = {"type": "AssertionError", "message": "three expected", "relation": "outer"}
    found = without_handled(evidence(chain=[other]))
    assert [item.type for item in found.exception.chain] == ["AssertionError"]


def test_the_exception_that_ended_the_program_stays():
    given = evidence(chain=[{"type": "RuntimeError", "message": ERROR, "relation": "outer"}])
    assert given == without_handled(given)


def test_an_asynchronous_call_is_handled_only_inside_try():
    assert cleared(evidence(api="express.create", line=2))
    given = evidence(api="express.create", line=5)
    assert given == without_handled(given)


def test_an_error_status_of_the_program_makes_the_caught_error_its_failure():
    given = evidence(program={"exit_code": 1})
    assert given == without_handled(given)


def test_a_symptom_makes_the_caught_error_matter():
    given = evidence(symptom="nothing is stored")
    assert given == without_handled(given)


def test_a_failed_node_keeps_its_log():
    workflow = {
        "nodes": [{"id": "read", "type": "SignupReadNode"}],
        "outcomes": {"read": {"ok": False, "error": "no such table: x"}},
    }
    found = without_handled(evidence(workflow=workflow))
    assert "read" in found.workflow.outcomes
