"""The model path against recorded answers of a real model, in both protocols, whole and streamed.

`make record` records them anew. They show the path; the small model that gave them shows no one's best.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import vcr
import vcr.errors
from model_samples import APP, SECRET, ask, evidence, loaded, outcome, program

from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.model import providers
from dataflow_debugger.agent.model.chat import Chat
from dataflow_debugger.agent.model.consult import Consultation
from dataflow_debugger.agent.model.settings import Settings
from dataflow_debugger.agent.model.situation import Situation
from dataflow_debugger.agent.model.transport import Door
from dataflow_debugger.evals.recorder import recorder

CASSETTES = Path(__file__).with_name("cassettes")
RECORDED_AT = os.environ.get("DATAFLOW_DEBUG_RECORD")
# Where nothing listens, so that an answer can only come from a cassette.
URL = RECORDED_AT or "http://127.0.0.1:9"
PROVIDERS = ("openai", "anthropic")
# Short, because a small model on a small machine wrote these answers.
ANSWER = 160


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return program(tmp_path / "work")


@pytest.fixture
def cassette(request: pytest.FixtureRequest) -> Iterator[vcr.cassette.Cassette]:
    tape = recorder(CASSETTES, RECORDED_AT is not None)
    with tape.use_cassette(f"{request.node.name}.yaml") as played:
        yield played


def _ask(folder: Path, provider: str, **changes: object) -> Consultation:
    return ask(
        folder, URL, provider, name="local", timeout=900 if RECORDED_AT else 20, answer=ANSWER, **changes
    )


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_real_answer_is_merged(folder: Path, provider: str, cassette: vcr.cassette.Cassette) -> None:
    found = _ask(folder, provider)
    assert found.use is not None
    assert found.use.input_tokens > 200
    assert found.use.output_tokens > 20
    # Whatever the model says, the local diagnoses are all still there, and nothing was written.
    assert {one.entry.code for one in found.outcome.diagnoses} == {"DFX701", "DFX702"}
    assert (folder / "app.py").read_text() == APP
    assert found.use.opinion is not None or "the local answer stands" in found.notes[0]
    assert cassette.play_count == found.use.calls or RECORDED_AT


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_real_answer_streams(folder: Path, provider: str, cassette: vcr.cassette.Cassette) -> None:
    given = evidence(folder)
    situation = Situation.of(given, outcome(given), Project.from_evidence(given), loaded())
    base = f"{URL}/v1" if provider == "openai" else URL
    settings = Settings(provider, "local", base_url=base, answer=80, timeout=900)
    door = Door(situation.placeholders)
    asked = providers.provider(settings, door)
    lines = list(Chat(settings, situation, asked).ask("Why does the list hold short boats?"))
    assert asked.usage.output_tokens > 10
    assert any(line.startswith(("Next:", "--- a/")) for line in lines)
    assert SECRET not in str(door.sent)


def test_another_prompt_does_not_match(folder: Path) -> None:
    if RECORDED_AT:
        pytest.skip("replay only")
    tape = recorder(CASSETTES, False)
    changed = evidence(folder, symptom="Another story.")
    with (
        tape.use_cassette("test_a_real_answer_is_merged[openai].yaml") as played,
    ):
        found = _ask(folder, "openai", evidence=changed)
    assert played.play_count == 0
    assert found.use is not None
    assert found.use.failed


def test_cassettes_hold_no_key_and_no_secret() -> None:
    for file in CASSETTES.glob("*.yaml"):
        text = file.read_text().lower()
        for word in ("authorization", "x-api-key", "set-cookie", SECRET.lower(), "/tmp/"):
            assert word not in text, f"{word} in {file.name}"
