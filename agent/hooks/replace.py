"""Replaces this process by the user's program under the hook: nothing of ours stands in its tracebacks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

INJECT = Path(__file__).resolve().parents[1] / "capture" / "inject"


def run(words: Sequence[str]) -> NoReturn:
    """Runs `python WORDS`, with this interpreter and its options; the exit status is the program's."""
    # Python's own way to hand its options on; every version has it, under this name.
    options: list[str] = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]
    command = [sys.executable, *options, *words]
    if os.name == "nt":
        # There, exec starts a second process and ends this one at once.
        sys.exit(subprocess.call(command, env=environment()))
    os.execve(sys.executable, command, environment())


def environment() -> dict[str, str]:
    """What makes an interpreter start the hook, also one that has the debugger only on its path."""
    import dataflow_debugger

    package = os.path.abspath(dataflow_debugger.__file__ or "")
    before = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "DATAFLOW_DEBUG": "all",
        "DFDBG_HOOK": os.path.dirname(os.path.dirname(package)),
        "PYTHONPATH": str(INJECT) + (os.pathsep + before if before else ""),
    }
