"""Scratch copies of a case's program, its check, and patches applied to them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dataflow_debugger.evals.case import Case

CHECK_TIMEOUT_S = 150


@dataclass(frozen=True)
class CheckResult:
    passed: bool
    output: str


@contextmanager
def scratch(case: Case) -> Iterator[Path]:
    """A copy of the failing program with its check, in a folder whose name says nothing; removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="run-") as top:
        folder = Path(top).resolve() / "app"
        folder.mkdir()
        for path in [*case.program_files(), case.folder / "check.py"]:
            if path.is_dir():
                shutil.copytree(path, folder / path.name)
            elif path.exists():
                shutil.copy(path, folder / path.name)
        yield folder


def environment(home: Path) -> dict[str, str]:
    """The environment of a scratch run: HOME beside the copy, because kailash writes into it."""
    (home / "home").mkdir(exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "PYTHONPATH"}}
    return {**kept, "HOME": str(home / "home"), "PYTHONDONTWRITEBYTECODE": "1"}


def overlay(folder: Path, fixed: Path) -> list[str]:
    """Lay a fix's files over the copy; returns the names laid."""
    shutil.copytree(fixed, folder, dirs_exist_ok=True)
    return [p.name for p in fixed.iterdir()]


def apply_diff(folder: Path, diff: str) -> str | None:
    """Apply a unified diff with `git apply`; None when it applied, else what git said."""
    done = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"], cwd=folder, input=diff, capture_output=True, text=True
    )
    return None if done.returncode == 0 else done.stderr.strip()


def run_check(folder: Path, python: Path) -> CheckResult:
    """Run check.py in the copy; a check that does not end in time has not passed."""
    try:
        done = subprocess.run(
            [str(python), "check.py"],
            cwd=folder,
            env=environment(folder.parent),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=CHECK_TIMEOUT_S,
        )
    except subprocess.TimeoutExpired:
        return CheckResult(False, f"check.py did not end within {CHECK_TIMEOUT_S} s")
    return CheckResult(done.returncode == 0, (done.stdout + done.stderr).strip()[-600:])
