"""Questions after the report: at a real terminal, against a real HTTP server that streams."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

from model_samples import APP, NEW, OLD, SECRET, Reply, answer, evidence, loaded, outcome, program, serving

from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.model.chat import Chat, conversation, talk
from dataflow_debugger.agent.model.settings import Settings


def _streamed(text: str) -> Reply:
    """The text in pieces, as OpenAI's protocol streams it."""
    pieces = [text[at : at + 7] for at in range(0, len(text), 7)]
    chunks = [
        {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        for choice in ({"index": 0, "delta": {"content": piece}, "finish_reason": None} for piece in pieces)
    ]
    lines = [f"data: {json.dumps(chunk)}\n\n" for chunk in chunks] + ["data: [DONE]\n\n"]
    return Reply(raw="".join(lines).encode(), headers={"content-type": "text/event-stream"})


def _chat(folder: Path, url: str) -> Chat:
    given = evidence(folder)
    settings = Settings("openai", "tester", base_url=f"{url}/v1", timeout=10)
    return conversation(settings, given, outcome(given), Project.from_evidence(given), loaded())


def _told(folder: Path, *replies: Reply) -> list[str]:
    with serving(*replies) as server:
        return list(_chat(folder, server.url).ask("Why?"))


def test_an_answer_ends_in_a_patch(tmp_path: Path) -> None:
    folder = program(tmp_path / "work")
    edits = json.dumps([{"file": "app.py", "old": OLD, "new": NEW}])
    told = _told(folder, _streamed(f"The suffix is unknown.\nEDITS: {edits}"))
    assert told[0] == "The suffix is unknown."
    assert '+    return db.express_sync.list("Boat", {"length": {"$gte": least}})' in told[-1]
    assert (folder / "app.py").read_text() == APP


def test_an_answer_ends_in_three_steps_at_most(tmp_path: Path) -> None:
    told = _told(program(tmp_path / "work"), _streamed("So.\nNEXT:\n- one\n- two\n- three\n- four"))
    assert told[-4:] == ["Next:", "  - one", "  - two", "  - three"]


def test_an_answer_without_an_end_gets_the_steps_of_the_local_answer(tmp_path: Path) -> None:
    told = _told(program(tmp_path / "work"), _streamed("I do not know."))
    assert told[-3:] == ["Next:", "  - Write it otherwise", "  - Read dataflow debug --explain DFX702"]


def test_an_edit_that_may_not_be_made_is_refused_with_the_reason(tmp_path: Path) -> None:
    edits = json.dumps([{"file": "/etc/passwd", "old": "root", "new": "x"}])
    told = _told(program(tmp_path / "work"), _streamed(f"Do this.\nEDITS: {edits}"))
    assert any("refused: '/etc/passwd' is not a file of the program" in line for line in told)
    assert told[-3] == "Next:"


def test_a_model_that_fails_does_not_end_the_conversation(tmp_path: Path) -> None:
    questions = iter(["first", "second", ""])
    written: list[str] = []
    with serving(Reply(status=401), _streamed("Better.\nNEXT:\n- go on")) as server:
        talk(_chat(program(tmp_path / "work"), server.url), lambda: next(questions), written.append)
    assert "The model gave no answer" in written[0]
    assert "Better." in written
    assert SECRET not in "".join(body for _, body in server.requests)


def test_a_conversation_at_a_terminal(tmp_path: Path) -> None:
    folder = program(tmp_path / "work")
    kept = tmp_path / "evidence.json"
    kept.write_text(evidence(folder).model_dump_json(by_alias=True))
    with serving(
        Reply(answer(ranking=["none"], edits=[])), _streamed("It is \x1b[2Jthe filter.\nNEXT:\n- look")
    ) as server:
        command = [
            *(sys.executable, "-m", "dataflow_debugger", "--evidence", str(kept), "--chat"),
            *("--model", "openai:tester", "--base-url", f"{server.url}/v1", "--no-color"),
        ]
        alone = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        seen = _typed(command, folder, ["why?\n", "\n"])
    assert alone.returncode == 2
    assert "--chat needs a terminal" in alone.stderr
    assert "the filter." in seen
    assert "  - look" in seen
    assert "\x1b[2J" not in seen


def _typed(command: list[str], folder: Path, answers: list[str]) -> str:
    """What a program prints at a terminal of its own while the answers are typed at its questions."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "HOME": str(folder.parent), "TERM": "dumb"}
    process = subprocess.Popen(
        command, cwd=folder, stdin=follower, stdout=follower, stderr=follower, env=environment
    )
    os.close(follower)
    seen, answered, until = "", 0, time.monotonic() + 120
    while time.monotonic() < until:
        if select.select([leader], [], [], 0.2)[0]:
            try:
                seen += os.read(leader, 65536).decode(errors="replace")
            except OSError:
                break
        elif process.poll() is not None:
            break
        if answered < len(answers) and seen.count("\n? ") + seen.startswith("? ") > answered:
            os.write(leader, answers[answered].encode())
            answered += 1
    os.close(leader)
    assert process.wait(30) in (1, 3), seen
    return seen
