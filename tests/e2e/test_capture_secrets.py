"""No secret of a seeded set survives in the evidence of a real program, whichever field it stands in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dataflow_debugger.agent.launch import Options, Target, run

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit"))
from test_redact import SEEDS

# Each seed is a whole text with a secret in it, as programs print and hold them.
TEXTS = {name: text for name, (text, _) in SEEDS.items()}

PROGRAM = """
import json, logging, os, sys, warnings
from pathlib import Path

import settings
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

TEXTS = json.loads(Path(__file__).with_name("seeds.bin").read_text())
log = logging.getLogger("shop")
db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'data.db'}", encryption_key="opt-Ion-5ecret")


@db.model
class Account:
    id: str
    note: str
    password: str = "d3fault-pw"


class Problem(Exception):
    def __init__(self, message):
        super().__init__(message)
        self.detail = message
        self.api_key = "attr-1bute-key"


def fail(texts, password):
    everything = list(texts.values())
    by_name = {"nested": {"client_secret": password, "texts": texts}, **texts}
    for name, text in texts.items():
        log.error("%s: %s", name, text, extra={"shown": text})
        warnings.warn(f"{name} {text}")
    for name, text in texts.items():
        try:
            db.express_sync.create("Account", {"id": name, "note": text, "password": password})
        except Exception:
            pass
    wf = WorkflowBuilder()
    for name, text in texts.items():
        wf.add_node("AccountCreateNode", name, {"id": "x" + name, "note": text, "password": password})
    with LocalRuntime() as runtime:
        runtime.execute(wf.build(), parameters={name: {"note": text} for name, text in texts.items()})
    error = Problem("\\n".join(everything))
    error.add_note("\\n".join(everything))
    connection = f"mysql://app:{password}@db/x"
    try:
        raise ValueError(everything[0] + " for " + password)
    except ValueError:
        raise error


try:
    DataFlow(settings.URL)
except Exception as odd:
    log.error("no connection: %s", odd)
fail(TEXTS, "l0cal-pa55word")
"""
SETTINGS = """
import os
# the password is c0mment-pw
PASSWORD = "s0urce@pw#1"
URL = f"postgresql://app:{PASSWORD}@db.example.invalid:5432/shop"
HEADERS = {"Authorization": "Bearer head3r-t0ken"}
def connect(user, password="d3fault-arg"):
    return user
connect("app", password="key-w0rd-arg")
"""
PLACED = [
    "opt-Ion-5ecret",
    "d3fault-pw",
    "attr-1bute-key",
    "l0cal-pa55word",
    "c0mment-pw",
    "s0urce@pw#1",
    "s0urce",
    "pw#1",
    "head3r-t0ken",
    "d3fault-arg",
    "key-w0rd-arg",
    "env-v4lue-x",
    "dotenv-v4lue-y",
    "argum3nt-pw",
]


@pytest.mark.parametrize("values", [False, True], ids=["shapes", "values"])
def test_no_seeded_secret_survives(tmp_path: Path, values: bool) -> None:
    (tmp_path / "app.py").write_text(PROGRAM)
    (tmp_path / "settings.py").write_text(SETTINGS)
    (tmp_path / "seeds.bin").write_text(json.dumps(TEXTS))
    (tmp_path / ".env").write_text("SHOP_PASSWORD=dotenv-v4lue-y\n")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST"))}
    evidence = run(
        Target(program="app.py", args=["--password", "argum3nt-pw"]),
        Options(
            cwd=tmp_path,
            env={**environment, "HOME": str(tmp_path), "SHOP_TOKEN": "env-v4lue-x"},
            include_values=values,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ),
    ).evidence
    assert evidence.exception is not None
    assert evidence.exception.chain[0].type == "__main__.Problem"
    assert len(evidence.calls) > 20
    assert len(evidence.warnings) > 20
    text = evidence.model_dump_json()
    plain = json.dumps(json.loads(text), ensure_ascii=False)
    secrets = {name: secret for name, (_, secret) in SEEDS.items()} | {name: name for name in PLACED}
    left = {name for name, secret in secrets.items() if secret in plain or json.dumps(secret)[1:-1] in plain}
    assert left == set()
