"""Fixes tried by running real programs in scratch copies, applied, and undone."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from dataflow_debugger.agent import diagnosis, launch
from dataflow_debugger.agent.diagnosis import Outcome
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.fixes import apply, build, verify
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scratch import Scratch
from dataflow_debugger.agent.fixes.verify import Trial, Verifier
from dataflow_debugger.knowledge_base import loader
from dataflow_debugger.retrieval.retriever import Retriever

DATAFLOW = str(Path(sys.executable).with_name("dataflow"))
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
HEAD = """
    from pathlib import Path

    from dataflow import DataFlow
    from kailash.runtime.local import LocalRuntime
    from kailash.workflow.builder import WorkflowBuilder

    db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shop.db'}")


    @db.model
    class Order:
        id: str
        customer: str
        total: float = 0.0

    """
UNBUILT_AND_NESTED = """
    wf = WorkflowBuilder()
    wf.add_node("OrderCreateNode", "put", {"data": {"id": "o1", "customer": "Ada"}})

    with LocalRuntime() as runtime:
        results, run_id = runtime.execute(wf)
    print(results["put"]["customer"])
    """
LOOKUP = """
    db.express_sync.create("Order", {"id": "o1", "customer": "Ada", "total": 5.0})
    found = db.express_sync.list("Order", {"total__lte": 20})
    print("small:", [order["id"] for order in found])
    """


@pytest.fixture(scope="module")
def diagnose():
    knowledge = loader.load(skip_broken=True)
    retriever = Retriever.open(knowledge.entries)
    return lambda evidence: diagnosis.diagnose(evidence, knowledge, retriever)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "shop").mkdir()
    return tmp_path / "shop"


def write(folder: Path, body: str) -> None:
    (folder / "app.py").write_text(textwrap.dedent(HEAD).lstrip() + textwrap.dedent(body))


def debugged(folder: Path, diagnose) -> tuple[Verifier, Outcome, dict[str, list[build.Patch]]]:
    """Run the program once, as the command does with --verify."""
    target, options = launch.Target(program="app.py"), launch.Options(cwd=folder, **QUIET)
    scratch = Scratch.of(folder, folder)
    ran = launch.run(target, options)
    outcome = diagnose(ran.evidence)
    project = Project.from_evidence(ran.evidence)
    made = {
        one.entry.code: [p for fix in one.entry.fixes for p in build.patches(fix, one.bindings, project)]
        for one in outcome.diagnoses[:3]
    }
    verifier = Verifier(scratch, target, options, ran.evidence, outcome, diagnose, ran.run_ms / 1000)
    return verifier, outcome, made


def tried(verifier: Verifier, outcome: Outcome, made: dict[str, list[build.Patch]]) -> list[Trial]:
    assert verifier.refusal() is None
    with verifier.scratch:
        return verifier.run(verify.proposals(outcome, lambda one: made[one.entry.code]))


def rows(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute("select id from orders order by id").fetchall()


def test_a_fix_is_tried_on_the_database_as_it_was_before_the_run(folder, diagnose):
    write(folder, LOOKUP)
    verifier, outcome, made = debugged(folder, diagnose)
    before = (folder / "shop.db").read_bytes()
    trials = tried(verifier, outcome, made)
    assert [(t.verified, t.reason) for t in trials[:1]] == [(True, "The program ran without the failure.")]
    assert (folder / "shop.db").read_bytes() == before
    assert rows(folder / "shop.db") == [("o1",)]
    assert "total__lte" in (folder / "app.py").read_text()


def test_two_mistakes_are_mended_by_two_fixes_together(folder, diagnose):
    write(folder, UNBUILT_AND_NESTED)
    verifier, outcome, made = debugged(folder, diagnose)
    trials = tried(verifier, outcome, made)
    assert [t.verified for t in trials[:2]] == [False, True]
    both = verify.settled(made, trials)[outcome.diagnoses[0].entry.code][0]
    assert both.fix.verified and "; " in both.fix.title
    assert "wf.build()" in both.fix.diff and '"data"' not in both.changes[0].after
    assert verify.notes(trials, verifier.target, verifier.scratch)[0].startswith("Ran `python app.py` ")

    apply.apply(both, state=folder.parent / "state")
    done = subprocess.run([sys.executable, "app.py"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.stdout.endswith("Ada\n"), done.stderr
    apply.undo(folder, state=folder.parent / "state")
    assert "runtime.execute(wf)\n" in (folder / "app.py").read_text()


def test_three_mistakes_are_mended_one_after_the_other(folder, diagnose):
    more = """
    print("orders:", len(db.express_sync.list("Orders")))
    """
    write(folder, UNBUILT_AND_NESTED + more)
    verifier, outcome, made = debugged(folder, diagnose)
    trials = tried(verifier, outcome, made)
    assert [t.verified for t in trials[:3]] == [False, False, True]
    whole = verify.settled(made, trials)[outcome.diagnoses[0].entry.code][0]
    assert whole.fix.title.count("; ") == 2
    assert whole.fix.rationale.count("Then a second fault shows") == 1
    assert whole.fix.rationale.count("Then a further fault shows") == 1
    assert all(part in whole.fix.diff for part in ("wf.build()", 'list("Order")'))


def test_one_change_is_tried_once(folder, diagnose):
    write(folder, LOOKUP)
    verifier, outcome, made = debugged(folder, diagnose)
    doubled = {code: [*patches, *patches] for code, patches in made.items()}
    trials = tried(verifier, outcome, doubled)
    assert len(trials) == len({(t.proposal.code, t.proposal.patch.changes) for t in trials})


def test_the_other_outputs_are_tried_where_the_nearest_is_not_the_one_meant(folder, diagnose):
    write(
        folder,
        """
        wf = WorkflowBuilder()
        wf.add_node("OrderCreateNode", "put", {"id": "o1", "customer": "o1"})
        wf.add_node("OrderReadNode", "get", {})
        wf.add_connection("put", "identity", "get", "id")
        with LocalRuntime() as runtime:
            results, run_id = runtime.execute(wf.build())
        print(results["get"]["customer"])
        """,
    )
    verifier, outcome, made = debugged(folder, diagnose)
    trials = tried(verifier, outcome, made)
    works = [trial.proposal.patch for trial in trials if trial.verified]
    assert works, [(t.verified, t.reason, t.proposal.patch.fix.title) for t in trials]
    assert '"put", "id", "get", "id"' in works[0].changes[0].after or "customer" in works[0].changes[0].after


def test_a_fix_that_does_not_help_is_marked_so(folder, diagnose):
    write(folder, LOOKUP)
    verifier, outcome, made = debugged(folder, diagnose)
    code = outcome.diagnoses[0].entry.code
    first = made[code][0]
    wrong = first.project.fork()
    wrong.write("app.py", first.changes[0].after.replace('"$lte": 20', '"$lte": Nowhere'))
    bad = build.Patch(first.fix, tuple(wrong.changes()), wrong)
    with verifier.scratch:
        trial = verifier.attempt(verify.Proposal(code, bad))
    assert trial.verified is False
    assert "NameError" in trial.reason


def test_a_program_that_does_not_end_is_stopped_and_its_fix_not_verified(folder, diagnose):
    write(folder, LOOKUP)
    verifier, outcome, made = debugged(folder, diagnose)
    code = outcome.diagnoses[0].entry.code
    first = made[code][0]
    endless = first.project.fork()
    endless.write("app.py", "import time\ntime.sleep(600)\n" + first.changes[0].after)
    verifier.options.timeout = 3.0
    with verifier.scratch:
        trial = verifier.attempt(
            verify.Proposal(code, build.Patch(first.fix, tuple(endless.changes()), endless))
        )
    assert (trial.verified, trial.reason) == (False, "The program did not end any more.")
    assert trial.seconds < 30


def test_a_program_that_asks_gets_no_answer(folder, diagnose):
    write(folder, "name = input()\n" + textwrap.dedent(LOOKUP))
    verifier = debugged(folder, diagnose)[0]
    evidence: Evidence = verifier.evidence
    assert evidence.exception is not None and evidence.exception.chain[0].type.endswith("EOFError")
    verifier.scratch.close()


def test_a_fix_after_which_the_program_shows_the_same_is_not_verified(folder, diagnose):
    text = textwrap.dedent(HEAD).lstrip().replace("'shop.db'}\")", "'shop.db'}\", pool_pre_ping=True)")
    (folder / "app.py").write_text(f'{text}print("orders:", db.express_sync.count("Order"))\n')
    verifier, outcome, made = debugged(folder, diagnose)
    trials = tried(verifier, outcome, made)
    assert trials[0].proposal.code == "DFX539"
    assert (trials[0].verified, trials[0].reason) == (
        None,
        "What the program prints, does and stores is the same as before.",
    )


def test_what_the_mended_program_catches_on_purpose_is_no_failure(folder):
    (folder / "app.py").write_text(
        textwrap.dedent(HEAD).lstrip()
        + textwrap.dedent(
            """
            db.express_sync.create("Order", {"id": "o1", "customer": "Ada"})
            try:
                db.express_sync.update("Order", "o1", {"customer": "Bob"})
                print("changed")
            except Exception:
                print("refused")
            """
        ).replace("\n\n", "\n")
    )
    text = (folder / "app.py").read_text()
    option = '    __dataflow__ = {"append_only": True}\n'
    (folder / "app.py").write_text(text.replace("total: float = 0.0\n", f"total: float = 0.0\n{option}"))
    done = subprocess.run(
        [DATAFLOW, "debug", "--ai", "--verify", "--format", "json", "--output", "report.json",
         "--symptom", "A colleague has altered an order, which nobody may.", "app.py"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    report = json.loads((folder / "report.json").read_text())
    first = report["diagnoses"][0]
    assert first["entry"] == "DFX143", done.stderr
    assert [(fix["verified"], fix["title"]) for fix in first["fixes"]] == [
        (True, "Give the decorator the option")
    ]


def test_words_about_an_error_are_not_held_against_the_mended_program(folder):
    (folder / "app.py").write_text(
        textwrap.dedent(HEAD).lstrip()
        + textwrap.dedent(
            """
            for number in range(3):
                db.express_sync.create("Order", {"id": f"o{number}", "customer": "Ada"})
            db.express_sync.bulk_update("Order", {"customer": "Ada"}, {"total": 2.0})
            for order in db.express_sync.list("Order", {}, limit=50):
                print(order["id"], order["total"])
            """
        )
    )
    done = subprocess.run(
        [DATAFLOW, "debug", "--ai", "--verify", "--format", "json", "--output", "report.json",
         "--symptom", "It stops at the first row.", "app.py"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    first = json.loads((folder / "report.json").read_text())["diagnoses"][0]
    assert first["entry"] == "DFX858", done.stderr
    assert [(fix["verified"], fix["title"]) for fix in first["fixes"]] == [
        (True, "Give a list of records with their ids")
    ]
