"""Runs a program under capture and hands over what was written of it."""

from __future__ import annotations

import os
import subprocess
import textwrap
from pathlib import Path

from dataflow_debugger.agent.evidence import Evidence, ExceptionInfo
from dataflow_debugger.agent.launch import Options, Outcome, Target, run

HEAD = """
import asyncio, sys
from pathlib import Path
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.runtime.async_local import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'data.db'}")

@db.model
class User:
    id: str
    name: str
    password: str = "n0t-for-you"
    age: int = 0
"""


def environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST", "COV_"))}
    return {**kept, "HOME": str(folder)}


def launch(folder: Path, text: str, target: Target | None = None, **options: object) -> Outcome:
    """Runs app.py of `text` in `folder`."""
    (folder / "app.py").write_text(textwrap.dedent(text))
    settings = Options(
        cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options
    )
    return run(target or Target(program="app.py"), settings)


def dataflow(folder: Path, text: str, **options: object) -> Evidence:
    return launch(folder, HEAD + textwrap.dedent(text), **options).evidence


def chain(evidence: Evidence) -> list[ExceptionInfo]:
    assert evidence.exception is not None
    return evidence.exception.chain


def line(folder: Path, part: str) -> int:
    lines = (folder / "app.py").read_text().splitlines()
    return next(number for number, text in enumerate(lines, 1) if part in text)
