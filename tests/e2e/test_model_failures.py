"""A model that fails costs one line: every way of failing, over real HTTP, in both protocols."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path

import pytest
from model_samples import APP, Reply, answer, ask, program, serving

from dataflow_debugger.agent.model import providers

GOOD = Reply(answer())
THOUGHT = json.dumps(
    {
        "id": "m1",
        "type": "message",
        "role": "assistant",
        "model": "tester",
        "content": [{"type": "thinking", "thinking": "Let me see", "signature": "s"}],
        "stop_reason": "max_tokens",
        "usage": {"input_tokens": 100, "output_tokens": 400},
    }
).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return program(tmp_path / "work")


@pytest.fixture(params=["openai", "anthropic"])
def provider(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_good_answer_reorders_open_causes_and_brings_a_patch(folder: Path, provider: str) -> None:
    with serving(GOOD) as server:
        found = ask(folder, server.url, provider)
    assert [one.entry.code for one in found.outcome.diagnoses] == ["DFX701", "DFX702"]
    assert found.code == "DFX701"
    assert '+    return db.express_sync.list("Boat", {"length": {"$gte": least}})' in str(
        found.patches[0].fix.diff
    )
    assert found.patches[0].fix.safety == "unsafe"
    assert found.use is not None
    assert (found.use.calls, found.use.input_tokens, found.use.output_tokens) == (1, 100, 20)
    assert found.use.failed is None
    assert found.notes == []


FAILURES = {
    "401": ([Reply(status=401)], 1, "refused the key"),
    "403": ([Reply(status=403)], 1, "refused the key"),
    "404": ([Reply("there is no model tester", status=404)], 1, "answered 404: there is no model tester"),
    "429 to the end": ([Reply(status=429, headers={"retry-after": "0"})], 3, "wants fewer requests"),
    "429 with a wait beyond the time-out": (
        [Reply(status=429, headers={"retry-after": "60"})],
        1,
        "fewer requests",
    ),
    "500 to the end": ([Reply(status=500, headers={"retry-after": "0"})], 3, "failed (500)"),
    "529": ([Reply(status=529, headers={"retry-after": "0"})], 3, "failed (529)"),
    "no JSON twice": ([Reply("I think it is the filter.")], 2, "not one JSON object"),
    "an unknown code twice": ([Reply(answer(ranking=["DFX999"]))], 2, "ranking.0"),
    "a missing field twice": ([Reply({"ranking": ["none"]})], 2, "reason: field required"),
    "no protocol": ([Reply(raw=b"<html>busy</html>")], 2, "as its protocol says"),
    "empty": ([Reply("")], 2, "not one JSON object"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_fails_for_good_leaves_the_local_answer_and_one_line(
    folder: Path, provider: str, name: str
) -> None:
    replies, calls, said = FAILURES[name]
    with serving(*replies) as server:
        found = ask(folder, server.url, provider)
    assert len(server.requests) == calls
    assert [one.entry.code for one in found.outcome.diagnoses] == ["DFX702", "DFX701"]
    assert found.patches == []
    assert len(found.notes) == 1
    assert said in found.notes[0]
    assert found.notes[0].endswith("; the local answer stands.")
    assert found.use is not None
    assert found.use.failed


MENDED = {
    "429": Reply(status=429, headers={"retry-after": "0"}),
    "503": Reply(status=503, headers={"retry-after": "0"}),
    "no JSON": Reply("Certainly! The filter is wrong."),
    "an unknown code": Reply(answer(ranking=["DFX999"])),
    "an edit that does not apply": Reply(answer(edits=[{"file": "app.py", "old": "not there", "new": "x"}])),
    "an edit that does not parse": Reply(
        answer(edits=[{"file": "app.py", "old": "class Boat:", "new": "class :"}])
    ),
    "an edit that applies twice": Reply(
        answer(edits=[{"file": "app.py", "old": "db.express_sync", "new": "db.x"}])
    ),
}


@pytest.mark.parametrize("name", MENDED)
def test_one_further_call_mends_what_can_be_mended(folder: Path, provider: str, name: str) -> None:
    with serving(MENDED[name], GOOD) as server:
        found = ask(folder, server.url, provider)
    assert len(server.requests) == 2
    assert found.notes == []
    assert found.code == "DFX701"


def test_the_repair_says_what_was_wrong(folder: Path) -> None:
    with serving(MENDED["an edit that does not apply"], GOOD) as server:
        ask(folder, server.url)
    assert "the old block does not occur in app.py" in server.requests[1][1]


def test_an_edit_that_never_applies_leaves_the_rest_of_the_answer(folder: Path) -> None:
    with serving(MENDED["an edit that does not apply"]) as server:
        found = ask(folder, server.url)
    assert len(server.requests) == 2
    assert found.outcome.diagnoses[0].entry.code == "DFX701"
    assert found.patches == []
    assert found.notes == [
        "An edit that the model proposed was refused: the old block does not occur in app.py."
    ]


@pytest.mark.parametrize(("protocol", "finish"), [("openai", "length"), ("anthropic", "max_tokens")])
def test_a_cut_off_answer_is_asked_for_once_more(folder: Path, protocol: str, finish: str) -> None:
    with serving(Reply('{"reason": "it', finish=finish), GOOD) as server:
        assert ask(folder, server.url, protocol).code == "DFX701"
    with serving(Reply('{"reason": "it', finish=finish)) as server:
        assert "cut off" in ask(folder, server.url, protocol).notes[0]
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("protocol", "reply"),
    [
        ("openai", Reply("", finish="length")),
        ("anthropic", Reply(raw=THOUGHT)),
    ],
)
def test_a_model_that_only_thought_gets_more_room(folder: Path, protocol: str, reply: Reply) -> None:
    with serving(reply, GOOD) as server:
        assert ask(folder, server.url, protocol).code == "DFX701"
    limits = [json.loads(body)["max_tokens"] for _, body in server.requests]
    assert limits == [400, 400 + providers.THINKING]


@pytest.mark.parametrize(
    ("protocol", "reply"),
    [
        ("openai", Reply("", refusal="I cannot help with that.")),
        ("openai", Reply("", finish="content_filter")),
        ("anthropic", Reply("", finish="refusal")),
    ],
)
def test_a_refusal_is_taken_at_once(folder: Path, protocol: str, reply: Reply) -> None:
    with serving(reply) as server:
        found = ask(folder, server.url, protocol)
    assert len(server.requests) == 1
    assert "declined to answer" in found.notes[0]


def test_a_slow_server_is_given_up_in_time(folder: Path, provider: str) -> None:
    with serving(Reply(answer(), wait=3)) as server:
        started = time.monotonic()
        found = ask(folder, server.url, provider, timeout=0.4)
    assert time.monotonic() - started < 2.5
    assert "did not answer within 0.4 s" in found.notes[0]


def test_a_server_that_is_not_there(folder: Path, provider: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        found = ask(folder, f"http://127.0.0.1:{taken.getsockname()[1]}", provider)
    assert "cannot be reached" in found.notes[0]
    assert found.outcome.diagnoses[0].entry.code == "DFX702"


def test_a_redirect_is_not_followed(folder: Path) -> None:
    with (
        serving(GOOD) as other,
        serving(Reply(raw=b"", status=307, headers={"location": other.url})) as server,
    ):
        found = ask(folder, server.url)
    assert other.requests == []
    assert len(found.notes) == 1


@pytest.mark.parametrize("argument", ["response_format", "temperature", "max_tokens"])
def test_a_server_that_does_not_know_an_argument_is_asked_without_it(folder: Path, argument: str) -> None:
    with serving(Reply(f"unknown argument: {argument}", status=400), GOOD) as server:
        found = ask(folder, server.url)
    assert f'"{argument}"' in server.requests[0][1]
    assert f'"{argument}"' not in server.requests[1][1]
    assert found.code == "DFX701"


def test_a_missing_key_is_said_and_nothing_is_sent(
    folder: Path, provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    found = ask(folder, "http://127.0.0.1:9", provider, base_url=None)
    assert "API_KEY is not set" in found.notes[0]
    assert found.sent == []


def test_what_the_model_asks_to_see_is_shown_three_times_at_most(folder: Path) -> None:
    asks = [
        [{"tool": "lines", "what": "app.py:12-14"}, {"tool": "lines", "what": "../../etc/passwd:1-9"}],
        *([{"tool": "model", "what": name}] for name in ("Boat", "Crew", "Yard", "Rope")),
    ]
    with serving(*(Reply(answer(asks=one, edits=[])) for one in asks)) as server:
        found = ask(folder, server.url)
    assert len(server.requests) == 4
    assert "def long_boats(least):" in server.requests[1][1]
    assert "no such file of the program" in server.requests[1][1]
    assert found.use is not None
    assert [(one.tool, one.what) for one in found.use.tools[:2]] == [
        ("lines", "app.py:12-14"),
        ("lines", "../../etc/passwd:1-9"),
    ]


def test_what_was_shown_is_not_shown_again(folder: Path) -> None:
    asks = [{"tool": "model", "what": "Boat"}]
    with serving(Reply(answer(asks=asks, edits=[]))) as server:
        found = ask(folder, server.url)
    assert len(server.requests) == 2
    assert found.outcome.diagnoses[0].entry.code == "DFX701"


def test_each_thing_that_can_be_asked_for(folder: Path) -> None:
    wanted = {
        "model": ("Boat", "length: float"),
        "entry": ("DFX701", "Django suffix"),
        "search": ("order of rows", "DFX702"),
        "node": ("nothing", "nothing of this name"),
    }
    for tool, (what, shown) in wanted.items():
        with serving(Reply(answer(asks=[{"tool": tool, "what": what}])), GOOD) as server:
            found = ask(folder, server.url)
        assert shown in server.requests[1][1]
        assert found.code == "DFX701"


def test_a_confirmed_cause_is_not_put_to_the_model_unless_told(folder: Path) -> None:
    with serving(GOOD) as server:
        quiet = ask(folder, server.url, local={"status": "confirmed"})
        assert server.requests == []
        assert quiet.use is None
        told = ask(folder, server.url, local={"status": "confirmed"}, always=True)
    assert len(server.requests) == 1
    assert [one.entry.code for one in told.outcome.diagnoses] == ["DFX702", "DFX701"]


def test_what_the_model_says_of_an_unknown_failure_is_no_diagnosis(folder: Path) -> None:
    with serving(GOOD) as server:
        found = ask(folder, server.url, local={"none": True})
    assert found.outcome.diagnoses == ()
    assert found.code is None
    assert found.use is not None
    assert found.use.opinion is not None
    assert found.use.opinion.fixes[0].diff == found.patches[0].fix.diff
    assert (folder / "app.py").read_text() == APP
