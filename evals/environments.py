"""Pinned environments: the releases a case or an example needs, built once and kept in the cache folder."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

DRIVERS = {"sqlite": ["aiosqlite"], "postgresql": ["asyncpg", "psycopg2-binary"], "mysql": ["aiomysql"]}
COMPLETE = ".complete"
# The pin of a package that must not be there.
ABSENT = "absent"
# What kailash-dataflow itself asks for beside the core (its wheel's metadata, 2.10 to 2.20).
NEEDED = ("sqlalchemy", "asyncpg", "click", "sqlparse")


class EnvironmentNotBuilt(Exception):
    """The pinned environment is not on this machine; the message says which command builds it."""


def cache_folder() -> Path:
    """Where built environments are kept: DATAFLOW_DEBUG_CACHE, XDG_CACHE_HOME or ~/.cache."""
    own = os.environ.get("DATAFLOW_DEBUG_CACHE")
    if own:
        return Path(own) / "environments"
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "dataflow-debugger" / "environments"


def requirements(packages: dict[str, str], database: str) -> list[str]:
    """Requirement lines for the pins; a pin that starts with an operator is taken as it is.

    A package pinned to `absent` is left out, also where the database needs it.
    """
    wanted = {name: pin for name, pin in packages.items() if pin != ABSENT}
    lines = [f"{n}{v}" if v[:1] in "<>=!~" else f"{n}=={v}" for n, v in sorted(wanted.items())]
    drivers = dict.fromkeys(["aiosqlite", *DRIVERS.get(database, [])])
    return lines + [driver for driver in drivers if driver not in packages]


def with_absent(packages: dict[str, str]) -> dict[str, str]:
    """The pins without those that say `absent`: what a user has once the missing package is installed."""
    return {name: pin for name, pin in packages.items() if pin != ABSENT}


def installed_here(packages: dict[str, str]) -> bool:
    """True when the tool's own environment satisfies the pins of kailash-dataflow.

    The core and the drivers may be newer: upstream mends within a release line, and a case is proven again
    by every live run.
    """
    if ABSENT in packages.values() or _further(packages):
        return False
    wanted = packages.get("kailash-dataflow")
    if wanted is None:
        return True
    own = Version(importlib.metadata.version("kailash-dataflow"))
    return Requirement(f"x{wanted if wanted[:1] in '<>=!~' else '==' + wanted}").specifier.contains(own)


def _further(packages: dict[str, str]) -> set[str]:
    """Pinned packages beside DataFlow, its core and the drivers; they need an environment of their own."""
    drivers = {driver for listed in DRIVERS.values() for driver in listed}
    return set(packages) - drivers - {"kailash", "kailash-dataflow"}


def admitted(requirement: str) -> bool:
    """True when the release installed here satisfies the requirement."""
    wanted = Requirement(requirement)
    try:
        return wanted.specifier.contains(importlib.metadata.version(wanted.name), prereleases=True)
    except importlib.metadata.PackageNotFoundError:
        return False


def drivers_here(database: str) -> bool:
    """True when the tool's own environment has the drivers that a database needs."""
    present = {dist.name.lower() for dist in importlib.metadata.distributions()}
    return all(driver in present for driver in DRIVERS.get(database, []))


def _own_pins() -> dict[str, str]:
    return {name: importlib.metadata.version(name) for name in ("kailash", "kailash-dataflow")}


def interpreter(packages: dict[str, str], database: str = "sqlite", *, build: bool = False) -> Path:
    """The interpreter that holds the pins. Raises EnvironmentNotBuilt when it is missing and not to be built.

    For the installed release it is the user-like environment where that was built, else the tool's own.
    """
    if installed_here(packages):
        with contextlib.suppress(EnvironmentNotBuilt):
            return user_like()
        if drivers_here(database):
            return Path(sys.executable)
    return _environment(requirements(packages or _own_pins(), database), build=build)


def user_like(*, build: bool = False) -> Path:
    """An environment as a user has it: the installed release with every driver, and nothing of the tool's.

    DataFlow starts twice as fast there, because it imports the web parts of kailash where their packages are
    present. Raises EnvironmentNotBuilt.
    """
    drivers = sorted({driver for listed in DRIVERS.values() for driver in listed})
    pins = [f"{name}=={version}" for name, version in _own_pins().items()]
    return _environment([*pins, *drivers, "python-dotenv"], build=build)


def _environment(lines: list[str], *, build: bool) -> Path:
    name = hashlib.sha256(json.dumps([sys.version_info[:2], lines]).encode()).hexdigest()[:16]
    folder = cache_folder() / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / COMPLETE).exists():
        if not build:
            raise EnvironmentNotBuilt(
                f"no environment with {', '.join(lines)}; build it with "
                "`python -m dataflow_debugger.evals record`."
            )
        _build(folder, python, lines)
    return python


def _build(folder: Path, python: Path, lines: list[str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    make = (
        [uv, "venv", "-q", "--python", sys.executable, str(folder)]
        if uv
        else [sys.executable, "-m", "venv", str(folder)]
    )
    install = (
        [uv, "pip", "install", "-q", "--compile-bytecode", "--python", str(python)]
        if uv
        else [str(python), "-m", "pip", "install"]
    )
    problem = _run(make) or _run([*install, *lines])
    if problem and "incompatible" in problem:
        # A core that is too old for its DataFlow is a failure users have: each package is put in by itself.
        framework = [line for line in lines if line.startswith("kailash-dataflow")]
        others = [line for line in lines if line not in framework]
        problem = _run([*install, *others, *NEEDED]) or _run([*install, "--no-deps", *framework])
    if problem:
        raise EnvironmentNotBuilt(f"{', '.join(lines)} cannot be installed: {problem[-400:]}")
    (folder / COMPLETE).touch()


def _run(command: list[str]) -> str | None:
    """None when the command succeeded, else what it said."""
    done = subprocess.run(command, capture_output=True, text=True)
    return None if done.returncode == 0 else done.stderr.strip() or f"exit status {done.returncode}"
