"""What a program caught and handled itself is no failure."""

import pytest

from dataflow_debugger.agent.diagnosis import diagnose
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.handled import surfaced, without_handled
from dataflow_debugger.knowledge_base.loader import load
from dataflow_debugger.retrieval.retriever import Retriever

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


def test_an_error_that_was_cut_is_the_one_that_ended_the_program():
    told = "requires 'id' in filter, " + "and so on, " * 80
    for left in ("", "\x1b[9", "/home/so"):
        ended = {"type": "kailash.sdk_exceptions.RuntimeExecutionError", "message": told, "relation": "outer"}
        call = {"api": "runtime.execute", "ok": False, "at": "app.py:5"}
        given = evidence(
            chain=[ended], calls=[{**call, "error": f"RuntimeExecutionError: {told[:540]}{left}"}]
        )
        assert without_handled(given) is given


def test_a_clause_that_passes_was_not_written_for_the_error():
    given = evidence()
    assert without_handled(given, only_meant=True) is given


def test_a_clause_that_names_the_class_and_counts_was_written_for_it():
    counting = SOURCE.replace("    pass", "    refused += 1")
    given = evidence(source=[{"file": "app.py", "text": counting}])
    assert without_handled(given, only_meant=True).calls == []


def test_a_broad_clause_was_not_written_for_the_error():
    broad = SOURCE.replace("RuntimeError", "Exception").replace("    pass", "    refused += 1")
    given = evidence(source=[{"file": "app.py", "text": broad}])
    assert without_handled(given, only_meant=True) is given


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


@pytest.mark.parametrize(("symptom", "node"), [(None, None), ("nothing is stored", "keep")])
def test_a_symptom_makes_the_caught_error_matter(symptom, node):
    kb = load()
    workflow = {
        "nodes": [{"id": "keep", "type": "SignupCreateNode"}],
        "outcomes": {"keep": {"ok": False, "error": ERROR}},
        "failed_node": "keep",
    }
    given = evidence(api="runtime.execute", workflow=workflow, symptom=symptom)
    outcome = diagnose(given, kb, Retriever.open(kb.entries, dense=False))
    assert outcome.failure.node == node


def test_a_layer_that_puts_its_words_before_a_caught_error_goes_with_it():
    other = {"type": "KeyError", "message": "'name'", "relation": "outer"}
    told = {"level": "WARNING", "logger": "app", "message": f"known already: {ERROR}"}
    failed = {"api": "express_sync.read", "ok": False, "error": "KeyError: 'name'", "at": "app.py:9"}
    given = evidence(chain=[other], logs=[told])
    given = given.model_copy(update={"calls": [*given.calls, *evidence(calls=[failed]).calls]})
    assert without_handled(given).logs == []


def test_a_failed_node_keeps_its_log():
    workflow = {
        "nodes": [{"id": "read", "type": "SignupReadNode"}],
        "outcomes": {"read": {"ok": False, "error": "no such table: x"}},
    }
    found = without_handled(evidence(workflow=workflow))
    assert "read" in found.workflow.outcomes


REPORTED = """def title(row):
    try:
        return row.title
    except {caught} as error:
        print(error)

title(db.express_sync.read('Ticket', 't1'))
"""


def reported(caught="Exception", error="AttributeError", source=REPORTED):
    chain = [
        {
            "type": error,
            "message": "'dict' object has no attribute 'title'",
            "relation": "logged",
            "frames": [{"file": "app.py", "line": 3, "function": "title", "user": True}],
        }
    ]
    return Evidence.model_validate(
        {
            "schema": "evidence/1",
            "program": {"exit_code": 0},
            "exception": {"chain": chain},
            "calls": [{"api": "express_sync.read", "ok": True, "at": "app.py:7"}],
            "source": [{"file": "app.py", "text": source.format(caught=caught)}],
        }
    )


def relation(evidence):
    return surfaced(evidence).exception.chain[0].relation


def test_a_mistake_that_except_exception_only_printed_is_the_failure():
    assert relation(reported()) == "outer"


def test_what_was_caught_by_its_own_name_was_meant():
    assert relation(reported(caught="AttributeError")) == "logged"


def test_an_error_that_is_no_mistake_of_code_is_handled_when_it_is_printed():
    assert relation(reported(error="builtins.ValueError")) == "logged"


def test_an_error_that_the_program_raises_itself_was_meant():
    source = REPORTED.replace("return row.title", "raise KeyError(row)")
    assert relation(reported(error="KeyError", source=source)) == "logged"


@pytest.mark.parametrize(("type_", "codes"), [("kailash.sdk_exceptions.Other", []), (None, ["DFX756"])])
def test_what_the_framework_raised_is_no_matter_of_expectation(type_, codes):
    rows = [{"id": "<int>"}, {"id": "<int>"}]
    call = {"api": "express.list", "args": {"model": "Song"}, "result": rows, "ok": True, "at": "app.py:5"}
    frames = [{"file": "site-packages/kailash/x.py", "line": 1, "function": "f", "user": False}]
    ended = {"type": type_, "message": "The first one went wrong", "frames": frames}
    given = Evidence.model_validate(
        {
            "schema": "evidence/1",
            "program": {"exit_code": 1 if type_ else 0},
            "exception": {"chain": [ended]} if type_ else None,
            "calls": [call],
            "symptom": "the first song comes last",
            "source": [{"file": "app.py", "text": SOURCE}],
        }
    )
    kb = load()
    outcome = diagnose(given, kb, Retriever.open(kb.entries, dense=False))
    assert [one.entry.code for one in outcome.diagnoses] == codes
