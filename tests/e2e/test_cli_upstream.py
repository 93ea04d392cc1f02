"""kailash-dataflow's own commands through our script: the same bytes and exit codes, loaded when used."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

OURS = [sys.executable, "-c", "from dataflow_debugger.agent.cli import main; main(prog_name='dataflow')"]
THEIRS = [sys.executable, "-c", "from dataflow.cli.commands import main; main(prog_name='dataflow')"]
WORKFLOW = """\
from kailash.workflow.builder import WorkflowBuilder

builder = WorkflowBuilder()
builder.add_node("PythonCodeNode", "one", {"code": "result = 1"})
workflow = builder.build()
"""
OWN_LIMIT_US = 50_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    work = tmp_path / "work"
    work.mkdir()
    (work / "workflow.py").write_text(WORKFLOW)
    return work


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"HOME": str(folder.parent / "home"), "COLUMNS": "80"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    "args",
    [
        "validate --help",
        "generate --help",
        "validate workflow.py",
        "validate missing.py",
        "analyze workflow.py --format json",
        "generate diagram workflow.py",
        "perf workflow.py",
        "perf",
        "debug workflow.py",
        "debug --step workflow.py",
        "debug --no-such-option workflow.py",
        "debug",
        "no-such-command",
    ],
)
def test_their_commands_behave_as_they_do_alone(folder: Path, args: str) -> None:
    ours, theirs = (_run([*command, *args.split()], folder) for command in (OURS, THEIRS))
    assert ours.returncode == theirs.returncode
    assert ours.stdout == theirs.stdout
    if args == "no-such-command":
        assert "No such command 'no-such-command'" in ours.stderr
    else:
        assert ours.stderr == theirs.stderr


def test_help_of_debug_shows_both(folder: Path) -> None:
    done = _run([*OURS, "debug", "--help"], folder)
    assert done.returncode == 0
    assert "--ai [OPTIONS] PROGRAM" in done.stdout
    assert "--inspect-node" in done.stdout


@pytest.mark.parametrize("args", ["--help", "--version", "debug --ai"])
def test_help_loads_little_and_fast(folder: Path, args: str) -> None:
    """Our own import time, as Python itself measures it; the best of five."""
    command = [OURS[0], "-X", "importtime", *OURS[1:], *args.split()]
    printed = [_run(command, folder).stderr for _ in range(5)]
    lines = [line.split("|") for line in printed[0].splitlines() if line.startswith("import time:")]
    modules = {fields[2].strip().partition(".")[0] for fields in lines[1:]}
    assert not modules & {"dataflow", "kailash", "pydantic", "rich", "chromadb", "numpy", "yaml", "openai"}
    assert min(_microseconds(text) for text in printed) < OWN_LIMIT_US


def _microseconds(text: str) -> int:
    """The command's module with what it imports, click left out: that much of the time is ours."""
    spent = {name: int(total) for total, name in re.findall(r"\| +(\d+) \| +(\S+)$", text, re.MULTILINE)}
    return spent["dataflow_debugger.agent.cli"] - spent["click"]
