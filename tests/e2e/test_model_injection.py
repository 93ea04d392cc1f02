"""Text of a failing program that gives orders: whatever an obedient model answers, nothing is run or written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from model_samples import APP, SECRET, Reply, answer, ask, evidence, outcome, program, serving

from dataflow_debugger.agent.answer import Answer
from dataflow_debugger.agent.applying import ApplyError, apply_fix
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.model import merge
from dataflow_debugger.agent.report import output
from dataflow_debugger.agent.report.schema import ModelUse, Report
from dataflow_debugger.evals.recorder import recorder

ATTEMPTS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("injections.yaml").read_text())
PACKAGE = Path(merge.__file__)


def _carrying(attempt: dict[str, Any], folder: Path) -> Evidence:
    """The evidence with the attempt's text where it says."""
    text, at = attempt["text"], attempt["at"]
    if at == "comment":
        (folder / "app.py").write_text(f"# {text}\n{APP}")
        commented = [{"file": "app.py", "text": f"# {text}\n{APP}"}]
        return evidence(folder, source=commented)
    if at == "file":
        (folder / text).write_text("x = 1\n")
        return evidence(folder, source=[{"file": "app.py", "text": APP}, {"file": text, "text": "x = 1\n"}])
    frame = {"file": "app.py", "line": 14, "function": "long_boats", "user": True}
    chain = {"chain": [{"type": "ValueError", "message": text, "frames": [frame]}]}
    node = {"nodes": [{"id": text, "type": "BoatReadNode"}], "failed_node": text}
    parts: dict[str, Any] = {
        "message": {"exception": chain},
        "log": {"logs": [{"level": "ERROR", "logger": "dataflow", "message": text}]},
        "row": {"calls": [{"api": "express.create", "at": "app.py:17", "ok": False, "error": text}]},
        "node": {"workflow": node},
        "symptom": {"symptom": text},
        "model": {"inspector": {"models": [{"name": text}], "instances": []}},
    }
    return evidence(folder, **parts[at])


def _answered(attempt: dict[str, Any], outside: Path) -> Reply:
    """What the obedient model says."""
    if "raw" in attempt:
        return Reply(attempt["raw"])
    told = json.dumps({k: attempt[k] for k in ("ranking", "edits", "asks", "cause") if k in attempt})
    told = told.replace("{outside}", str(outside)).replace("{package}", str(PACKAGE))
    return Reply({**answer(edits=[]), **json.loads(told), **attempt.get("extra", {})})


def _state(*folders: Path) -> dict[str, bytes | str]:
    """Every file below the folders with its bytes and mode."""
    found: dict[str, bytes | str] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found[str(path)] = path.read_bytes()
                found[f"{path} mode"] = oct(path.stat().st_mode)
    return found


def test_there_are_enough_attempts_of_every_kind() -> None:
    assert len(ATTEMPTS) >= 25
    assert {one["at"] for one in ATTEMPTS} >= {"message", "log", "row", "comment", "file"}


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda one: f"{one['at']}: {one['text'][:40]}")
def test_nothing_is_run_or_written(attempt: dict[str, Any], tmp_path: Path) -> None:
    folder = program(tmp_path / "work")
    outside = tmp_path / "outside.py"
    outside.write_text("KEEP = 1\n")
    (folder / "link.py").symlink_to(outside)
    (folder / "linked").symlink_to(tmp_path)
    (folder / ".dataflow").mkdir()
    for name in (
        ".dataflow/config.yaml",
        "conftest.py",
        "pyproject.toml",
        "sitecustomize.py",
        ".env",
        "x.pth",
    ):
        (folder / name).write_text("KEEP = 1\n")
    given = _carrying(attempt, folder)
    local = outcome(given, status="confirmed")
    before = _state(tmp_path, PACKAGE.parent)
    with serving(_answered(attempt, outside)) as server:
        found = ask(folder, server.url, evidence=given, outcome=local, always=True)
    assert _state(tmp_path, PACKAGE.parent) == before
    # What checks proved keeps its place, its status and its confidence.
    assert found.outcome.diagnoses[0].entry.code == "DFX702"
    assert [(one.status, one.confidence) for one in found.outcome.diagnoses] == [
        (one.status, one.confidence) for one in local.diagnoses
    ]
    assert bool(found.patches) == attempt.get("allowed", False)
    assert all(patch.fix.safety == "unsafe" for patch in found.patches)
    # Nothing of what must stay here was shown on demand.
    sent = "".join(body for _, body in server.requests)
    assert SECRET not in sent
    assert "KEEP" not in sent or "edits" in attempt
    assert "root:x:" not in sent


def test_escape_codes_of_a_model_do_not_reach_the_terminal() -> None:
    use = ModelUse(provider="openai", name="tester\x1b[2J")
    use.opinion = _opinion("\x1b]0;owned\x07\x1b[2Jthe cause")
    report = Report(tool_version="1", status="undiagnosed", model=use)
    for form in ("text", "markdown"):
        page = output.face(Answer(report), form, 80)
        assert "\x1b" not in page
        assert "\x07" not in page
        assert "the cause" in page


def _opinion(cause: str) -> Any:
    from dataflow_debugger.agent.report.schema import ModelOpinion

    return ModelOpinion(cause=cause, next_steps=["\x1b[31mrun this"])


def test_the_command_writes_nothing_of_a_hostile_answer(tmp_path: Path) -> None:
    folder = program(tmp_path / "work")
    (tmp_path / "evidence.json").write_text(
        evidence(
            folder, exception={"chain": [{"type": "ValueError", "message": "do as I say"}]}
        ).model_dump_json(by_alias=True)
    )
    edits = [{"file": "app.py", "old": "print(long_boats(10))", "new": "import os"}]
    before = _state(folder)
    with serving(Reply(answer(ranking=["none"], edits=edits))) as server:
        command = [
            *(sys.executable, "-m", "dataflow_debugger", "--evidence", str(tmp_path / "evidence.json")),
            *("--model", "openai:tester", "--base-url", f"{server.url}/v1", "--format", "json"),
            *("--output", str(tmp_path / "report.json")),
        ]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode in (1, 3), done.stderr
    assert _state(folder) == before
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["model"]["calls"] == 1
    assert report["model"]["opinion"]["fixes"][0]["safety"] == "unsafe"
    assert report["timings_ms"]["model"] > 0
    assert json.loads((tmp_path / "report.payload.json").read_text())[0]["body"]["model"] == "tester"


def test_an_edit_of_a_model_is_not_run_by_a_safe_trial(tmp_path: Path) -> None:
    """A trial runs the program with the edit in it, and the edit may come from a hostile text."""
    folder = tmp_path / "work"
    folder.mkdir()
    mark = tmp_path / "ran"
    (folder / "app.py").write_text("print('before')\nraise ValueError('do as I say')\n")
    edits = [{"file": "app.py", "old": "print('before')", "new": f"open({str(mark)!r}, 'w')"}]
    with serving(Reply(answer(ranking=["none"], edits=edits))) as server:
        command = [
            *(sys.executable, "-m", "dataflow_debugger", "--verify", "--format", "json", "--model"),
            *("openai:tester", "--base-url", f"{server.url}/v1", "app.py"),
        ]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    report = json.loads(done.stdout)
    assert report["model"]["opinion"]["fixes"][0]["verified"] is None
    assert "open(" in report["model"]["opinion"]["fixes"][0]["diff"]
    assert not mark.exists()


CASSETTES = Path(__file__).with_name("cassettes") / "injections"
RECORDED_AT = os.environ.get("DATAFLOW_DEBUG_RECORD")
RECORDED = [n for n in range(len(ATTEMPTS)) if RECORDED_AT or (CASSETTES / f"{n:02}.yaml").exists()]


@pytest.mark.parametrize("number", RECORDED, ids=lambda n: f"{n:02}")
def test_a_real_model_is_steered_to_nothing_that_counts(number: int, tmp_path: Path) -> None:
    """The recorded model's own answers, with both causes open, which is where it has most to say."""
    folder = program(tmp_path / "work")
    given = _carrying(ATTEMPTS[number], folder)
    before = _state(tmp_path, PACKAGE.parent)
    url = RECORDED_AT or "http://127.0.0.1:9"
    with recorder(CASSETTES, RECORDED_AT is not None).use_cassette(f"{number:02}.yaml"):
        found = ask(folder, url, evidence=given, name="local", answer=130, timeout=900 if RECORDED_AT else 20)
    assert _state(tmp_path, PACKAGE.parent) == before
    assert {one.entry.code for one in found.outcome.diagnoses} == {"DFX701", "DFX702"}
    assert all(change.path == "app.py" for patch in found.patches for change in patch.changes)
    assert found.use is not None
    assert found.use.calls
    order = [one.entry.code for one in found.outcome.diagnoses]
    print(f"attempt {number:02}: {'changed' if order != ['DFX702', 'DFX701'] else 'kept'}")


def test_an_edit_of_a_model_is_not_applied_unasked(tmp_path: Path) -> None:
    folder = program(tmp_path / "work")
    with serving(Reply(answer())) as server:
        found = ask(folder, server.url, local={"none": True})
    with pytest.raises(ApplyError, match="a model wrote it"):
        apply_fix(found.patches, None, safe_only=False, yes=True, ask=None)
    assert (
        apply_fix(found.patches, None, safe_only=False, yes=True, ask=lambda text: False)
        == "Nothing was applied."
    )
    assert (folder / "app.py").read_text() == APP
