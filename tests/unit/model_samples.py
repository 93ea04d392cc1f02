"""A small failure with two open causes, and a real HTTP server that answers as a model would."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

from dataflow_debugger.agent.checks import Answer, Claim, Verdict
from dataflow_debugger.agent.diagnosis import Diagnosis, Outcome
from dataflow_debugger.agent.entry_trials import Trial
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.failure import find_failure
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.loading import Loaded
from dataflow_debugger.agent.model.consult import Consultation, consult
from dataflow_debugger.agent.model.settings import Settings
from dataflow_debugger.knowledge_base.loader import KnowledgeBase
from dataflow_debugger.knowledge_base.schema import Entry
from dataflow_debugger.retrieval.retriever import Candidate, Retriever

APP = """\
from dataflow import DataFlow
from settings import URL

db = DataFlow(URL)


@db.model
class Boat:
    id: str
    length: float


def long_boats(least):
    return db.express_sync.list("Boat", {"length__gte": least})


db.express_sync.create("Boat", {"id": "b1", "length": 7.5})
print(long_boats(10))
"""
SETTINGS = 'URL = "postgresql://yard:Kx9-harbour-42@db.yard.example/boats"\n'
SECRET = "Kx9-harbour-42"
OLD, NEW = '{"length__gte": least}', '{"length": {"$gte": least}}'


def entry(code: str, title: str) -> Entry:
    """A knowledge entry with what the schema asks for."""
    return Entry.model_validate(
        {
            "code": code,
            "title": title,
            "symptoms": {"words": [title]},
            "cause": f"{title}. The mechanism is told here in a sentence that is long enough.",
            "checks": [{"confirm": "filter_has_suffix"}],
            "fixes": [
                {"title": "Write it otherwise", "kind": "workaround", "safety": "unsafe", "rationale": "So."}
            ],
            "examples": [{"bad": "bad.py", "good": "good.py"}],
        }
    )


FILTER = entry("DFX701", "A filter with a Django suffix is taken as a field's name")
ORDER = entry("DFX702", "Rows come in no order unless one is given")


def evidence(folder: Path, **parts: Any) -> Evidence:
    """What capture would record of APP, run in `folder` under a symptom."""
    base = {
        "schema": "evidence/1",
        "program": {"argv": ["python", "app.py"], "cwd": str(folder), "entry": "app.py", "exit_code": 0},
        "environment": {"packages": {"kailash-dataflow": "2.20.1"}, "database": {"dialect": "postgresql"}},
        "source": [
            {"file": "app.py", "text": APP},
            {"file": "settings.py", "text": SETTINGS.replace(SECRET, "***")},
        ],
        "calls": [
            {"api": "express_sync.list", "at": "app.py:14", "args": {"model": "Boat"}, "result": ["<2>"]},
        ],
        "inspector": {
            "models": [{"name": "Boat", "table": "boats", "fields": {"length": {"type": "float"}}}],
            "instances": [{"url": "postgresql://yard:***@db.yard.example/boats"}],
        },
        "symptom": "The list holds short boats too.",
    }
    return Evidence.model_validate({**base, **parts})


def program(folder: Path) -> Path:
    """The program's files in a new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "app.py").write_text(APP)
    (folder / "settings.py").write_text(SETTINGS)
    return folder


def outcome(
    evidence: Evidence, *, status: Literal["confirmed", "likely", "possible"] = "possible", none: bool = False
) -> Outcome:
    """A local answer: ORDER first, then FILTER, both of this status; with `none` no answer, both candidates."""
    trials = {one.code: Trial(one, ((one.checks[0], Verdict(Answer.UNKNOWN)),)) for one in (ORDER, FILTER)}
    claim = Claim("The filter's key is 'length__gte'", "app.py", 14)
    diagnoses = tuple(
        Diagnosis(one, status, confidence, (claim,), {}, one.cause)
        for one, confidence in ((ORDER, 0.9 if status == "confirmed" else 0.4), (FILTER, 0.3))
    )
    found = tuple(Candidate(one.code, 1.0, rank) for rank, one in enumerate((ORDER, FILTER), 1))
    failure = find_failure(evidence)
    if none:
        return Outcome("undiagnosed", failure, (), trials=trials, candidates=found)
    return Outcome("diagnosed", failure, diagnoses, trials=trials, candidates=found)


def loaded() -> Loaded:
    """Two entries, found by their words."""
    entries = (FILTER, ORDER)
    return Loaded(KnowledgeBase(entries, "test"), Retriever.open(entries, dense=False))


def ask(folder: Path, url: str, provider: str = "openai", **changes: Any) -> Consultation:
    """Consult the model of a server about the failure. The settings' fields may be changed, and the evidence."""
    given = changes.pop("evidence", None) or evidence(folder)
    local = changes.pop("outcome", None) or outcome(given, **changes.pop("local", {}))
    base = f"{url}/v1" if provider == "openai" else url
    settings = replace(Settings(provider, "tester", base_url=base, timeout=10), **changes)
    return consult(settings, given, local, Project.from_evidence(given), loaded())


def answer(**changes: Any) -> dict[str, Any]:
    """A good answer: FILTER, with the edit that mends it."""
    return {
        "reason": "The key length__gte is no field.",
        "ranking": ["DFX701", "DFX702"],
        "cause": "The filter uses a suffix that DataFlow does not know.",
        "edits": [{"file": "app.py", "old": OLD, "new": NEW}],
        "next_steps": [],
        "asks": [],
        **changes,
    }


@dataclass
class Reply:
    """What the server gives back: an answer as the protocol wraps it, or `raw` bytes as they are."""

    content: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    wait: float = 0.0
    finish: str | None = None
    refusal: str | None = None

    def body(self, path: str) -> bytes:
        """The bytes for a request to `path`."""
        if self.raw is not None:
            return self.raw
        if self.status >= 400:
            return json.dumps({"error": {"message": self.content or "no", "type": "error"}}).encode()
        text = self.content if isinstance(self.content, str) else json.dumps(self.content)
        if path.endswith("/messages"):
            return json.dumps(_message(text, self.finish)).encode()
        return json.dumps(_completion(text, self.finish, self.refusal)).encode()


def _completion(text: str, finish: str | None, refusal: str | None) -> dict[str, Any]:
    message = {"role": "assistant", "content": text, "refusal": refusal}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "tester",
        "choices": [{"index": 0, "message": message, "finish_reason": finish or "stop"}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }


def _message(text: str, finish: str | None) -> dict[str, Any]:
    return {
        "id": "1",
        "type": "message",
        "role": "assistant",
        "model": "tester",
        "content": [{"type": "text", "text": text}],
        "stop_reason": finish or "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": 100, "output_tokens": 20},
    }


@dataclass
class Server:
    """A server under way; `requests` holds path and body of what came, in order."""

    url: str
    requests: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    """A real HTTP server that gives the replies in turn, the last one again and again."""
    left = list(replies)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            state.requests.append((self.path, body.decode()))
            reply = left.pop(0) if len(left) > 1 else left[0]
            time.sleep(reply.wait)
            data = reply.body(self.path)
            self.send_response(reply.status)
            for name, value in {"content-type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *arguments: Any) -> None:
            """The test's output is no place for a server's log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state = Server(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
