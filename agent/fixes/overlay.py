"""Releases that a fix asks for, installed in a folder of their own over the user's environment."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from dataflow_debugger.agent.fixes.edits_project import divided

INSTALL_TIMEOUT = 300.0


class CannotInstall(Exception):
    """The release could not be installed; the message is one sentence for the user."""


def install(requirement: str, python: str, folder: Path) -> Path:
    """Install a requirement with what it needs into a new folder, for PYTHONPATH. Raises CannotInstall.

    The user's environment is only read: what is in the folder comes before it.
    """
    wanted = divided(requirement)
    commands = [
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", str(folder)]
    ]
    uv = shutil.which("uv") or _beside(sys.executable)
    if uv:
        commands.insert(0, [uv, "pip", "install", "--quiet", "--python", python, "--target", str(folder)])
    problem = "pip is not there"
    for command in commands:
        try:
            done = subprocess.run(
                [*command, *wanted],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=INSTALL_TIMEOUT,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            problem = type(error).__name__
            continue
        if done.returncode == 0:
            return folder
        problem = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    raise CannotInstall(f"{' '.join(wanted)} could not be installed: {problem}")


def _beside(executable: str) -> str | None:
    """The `uv` of our own environment, where it is installed."""
    for folder in (Path(executable).parent, Path(sysconfig.get_path("scripts"))):
        if (folder / "uv").is_file():
            return str(folder / "uv")
    return None
