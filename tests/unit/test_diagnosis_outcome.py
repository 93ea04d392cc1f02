"""From evidence to diagnoses, with entries made up for the tests and no vector store."""

from pathlib import Path

import pytest

from dataflow_debugger.agent.diagnosis import diagnose
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.failure import Origin
from dataflow_debugger.knowledge_base.loader import load
from dataflow_debugger.retrieval.retriever import Retriever

KB = load(Path(__file__).parents[1] / "data" / "knowledge")
RETRIEVER = Retriever.open(KB.entries, dense=False)
VALIDATION = "kailash.sdk_exceptions.WorkflowValidationError"
KAILASH = {"file": "site-packages/kailash/workflow/graph.py", "line": 9, "user": False}
USER = {"file": "app.py", "line": 7, "function": "main", "user": True}
MISSING = "Node 'signup' missing required inputs: ['email']"


def evidence(**fields):
    fields = {"program": {"exit_code": 1, "entry": "app.py"}, **fields}
    return Evidence.model_validate({"schema": "evidence/1", **fields})


def chain(*items):
    return {"chain": [{"relation": "outer" if n == 0 else "cause", **item} for n, item in enumerate(items)]}


def signup(config, error=MISSING):
    return evidence(
        exception=chain({"type": VALIDATION, "message": error, "frames": [USER, KAILASH]}),
        workflow={
            "nodes": [{"id": "signup", "type": "CustomerCreateNode", "config": config}],
            "failed_node": "signup",
        },
    )


def run(given, **switches):
    return diagnose(given, KB, RETRIEVER, **switches)


def codes(outcome):
    return [item.entry.code for item in outcome.diagnoses]


def test_an_entry_whose_checks_hold_is_confirmed():
    outcome = run(signup({"data": {"email": "<str:5>"}}))
    first = outcome.diagnoses[0]
    assert (outcome.status, first.entry.code, first.status) == ("diagnosed", "DFX201", "confirmed")
    assert first.confidence > 0.8
    assert first.bindings["node"] == "signup"
    assert {"signup"} <= {claim.node for claim in first.claims}


def test_the_first_cause_ends_with_what_shows_it():
    cause = run(signup({"data": {}})).diagnoses[0].cause
    assert cause.startswith("The create node takes the fields of the model at the top level")
    assert "In this program: WorkflowValidationError was raised: Node 'signup'" in cause


def test_a_failing_confirm_check_drops_the_entry():
    outcome = run(signup({"name": "<str:3>"}))
    assert outcome.status == "undiagnosed"
    assert outcome.trials["DFX201"].dropped == "node_config_has does not hold"


def test_an_undecided_check_leaves_the_entry_likely():
    given = signup({})
    bare = given.model_copy(update={"workflow": None})
    outcome = run(bare)
    assert [(d.entry.code, d.status) for d in outcome.diagnoses] == [("DFX201", "likely")]
    assert outcome.diagnoses[0].confidence < run(signup({"data": {}})).diagnoses[0].confidence


def test_a_refuting_check_that_a_pasted_text_cannot_answer_leaves_the_entry_likely():
    text = "no such table: users"
    fields = {
        "exception": chain({"type": "kailash.X", "message": text, "frames": [USER, KAILASH]}),
        "inspector": {"instances": [{"options": {"auto_migrate": False}}]},
    }
    seen = {"source": [{"file": "app.py", "text": "x = 1\n"}]}
    assert run(evidence(**fields)).diagnoses[0].status == "likely"
    assert run(evidence(**fields, **seen)).diagnoses[0].status == "confirmed"


def test_what_a_check_bound_also_stands_under_its_name():
    bindings = run(signup({"data": {}})).diagnoses[0].bindings
    assert bindings["node_config_has"]["key"] == "data"
    assert bindings["exception"] == VALIDATION


def test_a_refuting_check_drops_the_entry():
    text = "no such table: users"
    fields = {
        "exception": chain({"type": "kailash.X", "message": text, "frames": [USER, KAILASH]}),
        "inspector": {"instances": [{"options": {"auto_migrate": False}}]},
    }
    assert codes(run(evidence(**fields))) == ["DFX401"]
    mongo = evidence(**fields, environment={"database": {"dialect": "mongodb"}})
    assert run(mongo).trials["DFX401"].dropped == "dialect holds"


def test_an_entry_of_another_version_is_dropped():
    text = "NOT NULL constraint failed: users.age"
    failure = {"exception": chain({"type": "kailash.X", "message": text, "frames": [USER, KAILASH]})}
    old = evidence(**failure, environment={"packages": {"kailash-dataflow": "2.14.1"}})
    new = evidence(**failure, environment={"packages": {"kailash-dataflow": "2.20.1"}})
    assert codes(run(old)) == ["DFX901"]
    assert codes(run(new)) == []


def test_a_run_without_a_failure_has_no_diagnosis():
    outcome = run(evidence(program={"exit_code": 0}))
    assert (outcome.status, outcome.failure.origin) == ("no_failure", Origin.NONE)


UPDATED_NOTHING = [{"api": "express.update", "result": {"updated": True, "rows_affected": 0}}]


def test_a_silent_failure_is_found_in_a_run_that_ended_well():
    outcome = run(evidence(program={"exit_code": 0}, calls=UPDATED_NOTHING))
    assert (outcome.status, codes(outcome)) == ("diagnosed", ["DFX701"])


def test_the_users_own_words_make_a_failure():
    given = evidence(program={"exit_code": 0}, symptom="the value did not change although it says updated")
    assert run(given).status == "undiagnosed"
    assert codes(run(given.model_copy(update={"calls": evidence(calls=UPDATED_NOTHING).calls}))) == ["DFX701"]


@pytest.mark.parametrize(
    ("type_", "message", "origin"),
    [
        ("ZeroDivisionError", "division by zero", Origin.FOREIGN),
        ("FileNotFoundError", "[Errno 2] No such file or directory: 'members.csv'", Origin.SYSTEM),
        ("OSError", "no such table: found in a file of mine", Origin.SYSTEM),
        ("TimeoutError", "[Errno 110] Connection timed out", Origin.SYSTEM),
        ("TimeoutError", "", Origin.FOREIGN),
    ],
)
def test_a_failure_of_the_users_own_code_is_not_blamed_on_dataflow(type_, message, origin):
    given = evidence(
        exception=chain({"type": type_, "message": message, "frames": [USER]}), calls=UPDATED_NOTHING
    )
    outcome = run(given)
    assert (outcome.failure.origin, outcome.status, codes(outcome)) == (origin, "undiagnosed", [])


def refused(*frames):
    error = {"type": "ConnectionRefusedError", "message": "[Errno 111] Connection refused"}
    return evidence(exception=chain({**error, "frames": [USER, *frames]}))


def test_a_connection_that_other_code_asked_for_is_the_systems():
    service = {"file": "site-packages/httpcore/connection.py", "line": 3, "user": False}
    assert run(refused(service)).failure.origin is Origin.SYSTEM


def test_a_connection_that_dataflow_asked_for_is_dataflows():
    assert run(refused(KAILASH)).failure.origin is Origin.FRAMEWORK


def test_an_error_that_wrong_data_leads_to_may_have_a_silent_cause():
    given = evidence(
        exception=chain({"type": "KeyError", "message": "'name'", "frames": [USER]}), calls=UPDATED_NOTHING
    )
    assert codes(run(given)) == ["DFX701"]


def test_the_runtimes_own_probing_is_not_the_failure():
    probing = {"type": "RuntimeError", "message": "no running event loop", "frames": [KAILASH]}
    given = evidence(exception=chain({"type": VALIDATION, "message": "x", "frames": [KAILASH]}, probing))
    assert run(given).failure.type == VALIDATION


def test_a_check_that_raises_becomes_a_note(tmp_path):
    file = "entries/schema/DFX401-no-table.yaml"
    folder = tmp_path / "kb"
    (folder / file).parent.mkdir(parents=True)
    (folder / "examples").mkdir()
    for name in ("bad.py", "good.py"):
        (folder / "examples" / name).write_text("")
    source = Path(__file__).parents[1] / "data" / "knowledge" / file
    (folder / file).write_text(source.read_text().replace('"no such table"}', '"("}'))
    kb = load(folder)
    given = evidence(
        exception=chain({"type": "kailash.X", "message": "no such table: t", "frames": [KAILASH]})
    )
    outcome = diagnose(given, kb, Retriever.open(kb.entries, dense=False))
    assert any(note.startswith("The check 'text_matches' failed with ") for note in outcome.notes)


def test_without_checks_resemblance_alone_ranks():
    outcome = run(signup({"name": 1}), use_checks=False)
    assert (outcome.diagnoses[0].entry.code, outcome.diagnoses[0].status) == ("DFX201", "possible")


def test_without_retrieval_the_checks_alone_rank():
    outcome = run(signup({"data": {}}), use_lexical=False, use_dense=False)
    assert (outcome.diagnoses[0].entry.code, outcome.candidates) == ("DFX201", ())
