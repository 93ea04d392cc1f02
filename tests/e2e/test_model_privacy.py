"""Nothing secret leaves: thirty kinds of secrets in every field of the evidence, looked for in what is sent.

DATAFLOW_DEBUG_EXAMPLES=10000 runs the property at full length; the ordinary suite draws fewer examples.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_samples import (
    APP,
    NEW,
    OLD,
    SECRET,
    Reply,
    answer,
    ask,
    evidence,
    loaded,
    outcome,
    program,
    serving,
)
from pydantic import BaseModel

from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.model import gate, providers, tools
from dataflow_debugger.agent.model.answers import Ask, Edit, answer_type, schema
from dataflow_debugger.agent.model.chat import Chat
from dataflow_debugger.agent.model.digest import build, candidates
from dataflow_debugger.agent.model.placeholders import Placeholders
from dataflow_debugger.agent.model.settings import Settings
from dataflow_debugger.agent.model.situation import Situation
from dataflow_debugger.agent.model.transport import Door, NothingSent

EXAMPLES = int(os.environ.get("DATAFLOW_DEBUG_EXAMPLES", "300"))


def _hex(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


# kind: from a random word, the text that holds a secret and the secret itself.
KINDS: dict[str, Callable[[str], tuple[str, str]]] = {
    "url": lambda b: (f"connect to postgresql://app:{b}@db:5432/shop failed", b),
    "url with signs": lambda b: (f"mysql+aiomysql://app:{b}@#{b}@db/shop", b),
    "url key": lambda b: (f"https://{b}@sentry.example/1", b),
    "query": lambda b: (f"GET /x?access_token={b}&page=2", b),
    "assignment": lambda b: (f'DB_PASSWORD = "{b}"', b),
    "keyword": lambda b: (f"connect(user='app', password='{b}', host='db')", b),
    "dictionary": lambda b: (f'{{"user": "app", "api_key": "{b}", "n": 1}}', b),
    "json in a string": lambda b: (f'"{{\\"client_secret\\": \\"{b}\\"}}"', b),
    "environment": lambda b: (f"SECRET_KEY={b}", b),
    "camel": lambda b: (f'{{"accessToken": "{b}"}}', b),
    "header": lambda b: (f"Authorization: Bearer {b}", b),
    "basic": lambda b: (f"authorization=Basic {b}=", b),
    "cookie": lambda b: (f"Cookie: sid={b}; theme=dark", b),
    "libpq": lambda b: (f"host=db user=app password={b} dbname=shop", b),
    "odbc": lambda b: (f"Server=db;Uid=app;Pwd={b};Database=shop", b),
    "flag": lambda b: (f"tool --password {b} --verbose", b),
    "sql": lambda b: (f"CREATE ROLE app LOGIN PASSWORD '{b}'", b),
    "openai": lambda b: (f"key is sk-proj-{b}", b),
    "anthropic": lambda b: (f"sk-ant-api03-{b}", b),
    "github": lambda b: (f"ghp_{b}", b),
    "github_pat": lambda b: (f"github_pat_{b}", b),
    "gitlab": lambda b: (f"glpat-{b}", b),
    "aws": lambda b: (f"AKIA{_hex(b)[:16].upper()}", _hex(b)[:16].upper()),
    "slack": lambda b: (f"xoxb-{b}", b),
    "slack hook": lambda b: (f"https://hooks.slack.com/services/T0/{b}", b),
    "jwt": lambda b: (f"eyJ{b}.eyJ{b}.{b}", b),
    "google": lambda b: (f"AIza{_hex(b)[:35]}", _hex(b)[:35]),
    "stripe": lambda b: (f"sk_live_{b}", b),
    "npm": lambda b: (f"npm_{b}", b),
    "pem": lambda b: (f"-----BEGIN RSA PRIVATE KEY-----\n{b}\n-----END RSA PRIVATE KEY-----", b),
    "row": lambda b: (f"DETAIL:  Key (email)=({b}) already exists.", b),
    "parameters": lambda b: (f"[SQL: INSERT INTO t VALUES (?)]\n[parameters: ('{b}', 3)]", b),
}

FULL: dict[str, Any] = {
    "schema": "evidence/1",
    "program": {"argv": ["python", "app.py"], "cwd": "/nowhere", "entry": "app.py", "exit_code": 1},
    "environment": {
        "python": "3.11",
        "platform": "Linux",
        "packages": {"kailash-dataflow": "2.20.1", "kailash": "2.65.0"},
        "database": {"dialect": "sqlite", "url": "sqlite:///yard.db"},
    },
    "exception": {
        "chain": [
            {
                "type": "kailash.sdk_exceptions.NodeExecutionError",
                "message": "Node failed",
                "notes": ["a note"],
                "attributes": {"context": {"model": "Boat"}},
                "frames": [
                    {
                        "file": "app.py",
                        "line": 14,
                        "function": "long_boats",
                        "user": True,
                        "code": [[14, "return rows"]],
                        "locals": {"least": "10"},
                    }
                ],
            }
        ]
    },
    "workflow": {
        "nodes": [{"id": "read", "type": "BoatReadNode", "config": {"id": "b1"}, "at": "app.py:12"}],
        "connections": [{"source": "make", "output": "id", "target": "read", "input": "id"}],
        "failed_node": "read",
        "inputs": {"id": "b1"},
        "outcomes": {"read": {"ok": False, "error": "not found", "result_shape": {"error": "none"}}},
    },
    "earlier": [
        {
            "nodes": [{"id": "list", "type": "BoatListNode", "config": {"limit": "3"}, "at": "app.py:11"}],
            "connections": [{"source": "read", "output": "length", "target": "list", "input": "limit"}],
            "failed_node": "list",
            "inputs": {"x": "1"},
            "outcomes": {"list": {"ok": False, "error": "no list", "result_shape": {"error": "none"}}},
        }
    ],
    "inspector": {
        "models": [
            {
                "name": "Boat",
                "table": "boats",
                "fields": {"length": {"type": "float", "default": "7"}},
                "nodes": {"BoatListNode": {"note": "own"}},
                "config": {"note": "none"},
            }
        ],
        "instances": [{"url": "sqlite:///yard.db", "options": {"environment": "development"}}],
        "databases": [
            {
                "path": "yard.db",
                "origin": "url",
                "tables": {
                    "boats": {
                        "columns": {"id": "TEXT"},
                        "rows": 2,
                        "defaults": ["id"],
                        "orphans": [{"column": "id", "parent": "yards", "key": "id", "on_delete": "CASCADE"}],
                    }
                },
            }
        ],
        "errors": ["none"],
    },
    "source": [{"file": "app.py", "text": APP, "reason": "entry"}],
    "calls": [
        {
            "api": "express_sync.list",
            "at": "app.py:14",
            "args": {"x": "1"},
            "result": {"id": "b1"},
            "ok": True,
            "row": "row 1",
            "altered": ["id"],
            "added": {"filter": ["deleted_at"]},
            "hidden": "no such table",
        },
        {"api": "express_sync.read", "at": "app.py:17", "args": {"x": "1"}, "ok": False, "error": "failed"},
    ],
    "logs": [{"level": "ERROR", "logger": "dataflow.core", "message": "it failed"}],
    "warnings": [{"category": "UserWarning", "message": "look", "at": "app.py:7"}],
    "threads": [
        {
            "name": "main",
            "frames": [
                {
                    "file": "app.py",
                    "line": 3,
                    "function": "work",
                    "code": [[3, "wait()"]],
                    "locals": {"x": "1"},
                }
            ],
        }
    ],
    "added": ["a row"],
    "cut": ["rows"],
    "symptom": "The list is short.",
}


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaves(item, (*path, number))
    elif isinstance(value, str) and path[-1] not in ("schema", "relation", "source_kind"):
        yield path


FIELDS = sorted(_leaves(FULL), key=str)
WORDS = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789", min_size=18, max_size=30)
PLACED = st.tuples(st.sampled_from(sorted(KINDS)), WORDS, st.sampled_from(FIELDS), st.booleans())


def _put(data: dict[str, Any], path: tuple[Any, ...], text: str, alone: bool) -> None:
    inner: Any = data
    for step in path[:-1]:
        inner = inner[step]
    before = inner[path[-1]]
    if path[0] == "source" and path[-1] == "text":
        before, text = before, f'NOTE = """{text}"""\n'
        inner[path[-1]] = f"{text}{before}" if alone else f"{before}{text}"
        return
    inner[path[-1]] = text if alone else f"{before} {text}"


@pytest.fixture(scope="module")
def door() -> Iterator[tuple[Door, dict[str, providers.Provider]]]:
    """One door and both providers behind it; each example brings its own placeholders."""
    found = Door(Placeholders(), dry=True)
    made = {
        name: providers.provider(Settings(name, "tester", base_url="http://127.0.0.1:9"), found)
        for name in ("openai", "anthropic")
    }
    yield found, made


def _sent(door: Door, provider: providers.Provider, situation: Situation, turn: int) -> str:
    """Everything that could be sent about a situation, as the bytes' text would be."""
    door.placeholders = situation.placeholders
    door.sent.clear()
    provider.renew()
    user = build(situation, 1200).text + candidates(situation)
    asks = ("lines app.py:1-30", "model Boat", "node read", "entry DFX701", "search order")
    seen = "\n".join(
        tools.answer(Ask(tool=word.partition(" ")[0], what=word.partition(" ")[2]), situation)
        for word in asks
    )
    messages = [{"role": "user", "content": user}, {"role": "assistant", "content": seen}]
    with pytest.raises(NothingSent):
        if turn:
            list(Chat(Settings("openai", "tester"), situation, provider).ask("Why?"))
        else:
            provider.complete("system", messages, schema(answer_type(["DFX701"])))
    return json.dumps(door.sent, ensure_ascii=False)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(placed=st.lists(PLACED, min_size=1, max_size=4), values=st.booleans(), turn=st.integers(0, 3))
def test_no_secret_in_any_field_gets_out(
    door: tuple[Door, dict[str, providers.Provider]],
    placed: list[tuple[str, str, tuple[Any, ...], bool]],
    values: bool,
    turn: int,
) -> None:
    data = copy.deepcopy(FULL)
    hidden = []
    for kind, word, field, alone in placed:
        text, secret = KINDS[kind](f"x9{word}")
        _put(data, field, text, alone)
        hidden.append((kind, field, secret))
    recorded = Evidence.model_validate(data)
    situation = Situation.of(
        recorded, outcome(recorded), Project.from_evidence(recorded), LOADED, values=values
    )
    sent = _sent(door[0], list(door[1].values())[turn % 2], situation, turn // 2)
    for kind, field, secret in hidden:
        assert secret not in sent, f"a secret of kind {kind!r} in {field} got out"


LOADED = loaded()


def _texts_of(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all fields of the evidence that can hold text; numbers and keys of dicts are left out."""
    for name, field in model.model_fields.items():
        if field.exclude:
            continue
        here = (*path, field.alias or name)
        inner = [one for one in _named(field.annotation) if issubclass(one, BaseModel)]
        if inner:
            yield from _texts_of(inner[0], here)
        elif set(_named(field.annotation)) - {int, float, bool, type(None)}:
            yield here


def _named(annotation: Any) -> list[type]:
    arguments = get_args(annotation)
    if not arguments:
        return [annotation] if isinstance(annotation, type) else [object]
    return [one for argument in arguments[1:] or arguments for one in _named(argument)]


def test_secrets_are_put_into_every_field() -> None:
    def names(path: tuple[Any, ...]) -> tuple[str, ...]:
        return tuple(step for step in path if isinstance(step, str))

    covered = [names(path) for path in FIELDS]
    fixed = {"schema", "captured_at", "relation", "source", "signal", "level", "daemon"}
    missing = [
        path
        for path in _texts_of(Evidence)
        if path[-1] not in fixed and not any(set(path) <= set(one) for one in covered)
    ]
    assert missing == []


def test_there_are_thirty_kinds_and_they_are_looked_for() -> None:
    assert len(KINDS) >= 30
    assert len(FIELDS) >= 40
    for kind, make in KINDS.items():
        text, secret = make("x9AbCdEfGhIjKlMnOpQrSt")
        assert secret in text
        assert secret not in Placeholders().hide(text), kind


def test_a_secret_known_from_the_environment_is_found_bare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAYMENT_TOKEN", "zanzibar-4711-mast")
    folder = program(tmp_path / "work")
    given_ = evidence(folder, symptom="why zanzibar-4711-mast at all")
    with serving(Reply(answer())) as server:
        ask(folder, server.url, evidence=given_)
    assert "zanzibar" not in server.requests[0][1]
    assert "<SECRET_" in server.requests[0][1]


def test_values_of_rows_and_locals_stay_unless_asked_for(tmp_path: Path) -> None:
    folder = program(tmp_path / "work")
    calls = [
        {
            "api": "express_sync.create",
            "at": "app.py:17",
            "ok": False,
            "error": "no",
            "args": {"data": {"name": "Ada Lovelace"}},
        }
    ]
    given_ = evidence(folder, calls=calls)
    with serving(Reply(answer())) as server:
        ask(folder, server.url, evidence=given_)
        ask(folder, server.url, evidence=given_, include_values=True)
    assert "Ada Lovelace" not in server.requests[0][1]
    assert "<str:12>" in server.requests[0][1]
    assert "Ada Lovelace" in server.requests[1][1]


def test_what_is_shown_is_what_would_be_sent(tmp_path: Path) -> None:
    folder = program(tmp_path / "work")
    with serving(Reply(answer())) as server:
        shown = ask(folder, server.url, show=True)
        assert server.requests == []
        kept = tmp_path / "out" / "report.payload.json"
        sent = ask(folder, server.url, payload=kept)
    assert json.loads(server.requests[0][1]) == shown.sent[0]["body"] == sent.sent[0]["body"]
    assert json.loads(kept.read_text()) == sent.sent
    assert SECRET not in server.requests[0][1]


def test_a_placeholder_comes_back_where_it_stood_and_nowhere_else(tmp_path: Path) -> None:
    folder = program(tmp_path / "work")
    project = Project.from_evidence(evidence(folder))
    placeholders = Placeholders()
    hidden = placeholders.hide_source((folder / "settings.py").read_text())
    assert hidden == 'URL = "postgresql://yard:<SECRET_1>@db.yard.example/boats"\n'
    old = hidden.strip()
    moved = gate.patch(
        [Edit(file="settings.py", old=old, new=old.replace("/boats", "/boats_test"))],
        project,
        placeholders,
        title="x",
    )
    assert moved.changes[0].after == (folder / "settings.py").read_text().replace("/boats", "/boats_test")
    with pytest.raises(gate.Refused, match="puts a secret where none was"):
        gate.patch(
            [Edit(file="app.py", old=OLD, new=f'"<SECRET_1>", {NEW}')], project, placeholders, title="x"
        )


def test_a_secret_told_by_the_model_stays_a_placeholder(tmp_path: Path) -> None:
    folder = program(tmp_path / "work")
    with serving(Reply(answer(cause="The password is <SECRET_1>.", edits=[]))) as server:
        found = ask(folder, server.url)
    assert found.use is not None
    assert found.use.opinion is not None
    assert found.use.opinion.cause == "The password is <SECRET_1>."
