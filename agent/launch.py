"""Starts the user's program under capture, in its own interpreter, and hands back one evidence.

Use `start(target, options)` and later `.wait()`, so that other work can be done while the program runs;
`run(target, options)` is both. The program keeps its command line, standard streams, working folder, exit
code and signal; all that is added is an environment that makes its Python load `agent/capture`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dataflow_debugger.agent.capture.redact import Redactor
from dataflow_debugger.agent.capture.secrets import of_process
from dataflow_debugger.agent.evidence import Evidence, parse

INJECT = Path(__file__).resolve().parent / "capture" / "inject"
OLDEST = (3, 10)
# The child writes its last evidence this long before the launcher ends it.
LAST_WORDS = 0.5
GRACE = 3.0


class LaunchError(Exception):
    """The program cannot be started; the message is one sentence for the user."""


@dataclass
class Target:
    """What to run: a program file, a module (`-m`) or any command, with its arguments."""

    program: str | None = None
    module: str | None = None
    command: list[str] = field(default_factory=list)
    args: list[str] = field(default_factory=list)


@dataclass
class Options:
    """How to run it; `python` is the user's interpreter, by default the one this runs in.

    `stdout` and `stderr` are file descriptors for the program's output; None leaves it where ours goes.
    """

    python: str | None = None
    timeout: float | None = None
    include_values: bool = False
    stdout_to_stderr: bool = False
    cwd: Path | None = None
    env: dict[str, str] | None = None
    symptom: str | None = None
    stdout: int | None = None
    stderr: int | None = None


@dataclass
class Outcome:
    """A finished run: the evidence, the program's folder (diffs are relative to it) and the run's milliseconds."""

    evidence: Evidence
    root: Path
    run_ms: float


def start(target: Target, options: Options | None = None) -> Running:
    """Starts the program and returns at once. Raises LaunchError when it cannot be started."""
    options = options or Options()
    cwd = (options.cwd or Path.cwd()).resolve()
    command, entry = command_line(target, options, cwd)
    folder = tempfile.TemporaryDirectory(prefix="dfdbg-")
    out = Path(folder.name) / "evidence"
    environment = _environment(options, out, entry)
    try:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=environment,
            stdout=sys.stderr.fileno() if options.stdout_to_stderr else options.stdout,
            stderr=options.stderr,
        )
    except FileNotFoundError as error:
        folder.cleanup()
        raise LaunchError(
            f"The command {command[0]} does not exist; check its name and your PATH."
        ) from error
    except OSError as error:
        folder.cleanup()
        raise LaunchError(f"The command {command[0]} cannot be started: {error.strerror}.") from error
    return Running(process, command, cwd, entry, out, folder, options)


def run(target: Target, options: Options | None = None) -> Outcome:
    """Runs the program to its end under capture."""
    return start(target, options).wait()


def command_line(target: Target, options: Options, cwd: Path) -> tuple[list[str], Path | None]:
    """The user's own command line, and the program file where there is one."""
    if target.command:
        return list(target.command), None
    python = interpreter(options.python)
    if target.module is not None:
        return [python, "-m", target.module, *target.args], None
    program = target.program or ""
    entry = (cwd / program).resolve()
    _check_program(program, entry)
    return [python, program, *target.args], entry


def _check_program(program: str, entry: Path) -> None:
    if entry.is_dir():
        raise LaunchError(f"{program} is a folder; name the Python file in it that starts the program.")
    if not entry.is_file():
        raise LaunchError(f"The program {program} does not exist; check the path.")
    try:
        with entry.open("rb") as stream:
            head = stream.read(8192)
    except OSError as error:
        raise LaunchError(f"The program {program} cannot be read: {error.strerror}.") from error
    if b"\0" in head:
        raise LaunchError(
            f"{program} is not a Python program but a binary file; put -- before a command of your own."
        )


def interpreter(python: str | None) -> str:
    """The interpreter to use, checked when the user named it."""
    if python is None:
        return sys.executable
    path = Path(python)
    if path.is_dir():
        found = [path / "bin" / "python", path / "Scripts" / "python.exe"]
        path = next((f for f in found if f.is_file()), path)
        if path.is_dir():
            raise LaunchError(
                f"--python {python} is a folder without bin/python; name the interpreter itself."
            )
        python = str(path)
    try:
        done = subprocess.run(
            [python, "-S", "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            timeout=20,
        )
        found_version = tuple(int(part) for part in done.stdout.split())
    except FileNotFoundError as error:
        raise LaunchError(
            f"The interpreter {python} given by --python does not exist; check the path."
        ) from error
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise LaunchError(f"The file {python} given by --python is not a Python interpreter.") from error
    if len(found_version) != 2:
        raise LaunchError(f"The file {python} given by --python is not a Python interpreter.")
    if found_version < OLDEST:
        shown = ".".join(map(str, found_version))
        raise LaunchError(f"The interpreter {python} is Python {shown}; capture needs 3.10 or newer.")
    return python


def _environment(options: Options, out: Path, entry: Path | None) -> dict[str, str]:
    environment = dict(os.environ if options.env is None else options.env)
    before = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = str(INJECT) + (os.pathsep + before if before else "")
    environment["DFDBG_OUT"] = str(out)
    environment["DFDBG_ENTRY"] = str(entry or "")
    environment["DFDBG_VALUES"] = "1" if options.include_values else ""
    environment["DFDBG_LAUNCHER"] = str(os.getpid())
    if options.timeout is not None:
        environment["DFDBG_DEADLINE"] = repr(
            time.time() + max(options.timeout - LAST_WORDS, options.timeout / 2)
        )
    return environment


@dataclass
class Running:
    """A program under way."""

    process: subprocess.Popen[bytes]
    command: list[str]
    cwd: Path
    entry: Path | None
    out: Path
    folder: tempfile.TemporaryDirectory[str]
    options: Options
    started: float = field(default_factory=time.monotonic)

    def wait(self) -> Outcome:
        """Waits for the end, at most for the timeout, and gathers the evidence. Ctrl-C goes to the program."""
        timed_out = self._wait()
        run_ms = (time.monotonic() - self.started) * 1000
        try:
            data = self._gather()
        finally:
            self.folder.cleanup()
        code = self.process.returncode
        program = data.setdefault("program", {})
        program["exit_code"] = code if code >= 0 else None
        program["signal"] = _signal_name(-code) if code < 0 else None
        program["timed_out"] = timed_out
        if self.options.symptom:
            data["symptom"] = self.options.symptom
        root = self.entry.parent if self.entry is not None else self.cwd
        return Outcome(parse(json.dumps(data), "The evidence of this run"), root, run_ms)

    def _wait(self) -> bool:
        ends = None if self.options.timeout is None else self.started + self.options.timeout
        interrupts = 0
        while True:
            try:
                self.process.wait(None if ends is None else max(0.0, ends - time.monotonic()))
                return False
            except subprocess.TimeoutExpired:
                self._end()
                return True
            except KeyboardInterrupt:
                # The terminal sent it to the program too; a third one means that the program ignores it.
                interrupts += 1
                if interrupts >= 3:
                    self._end()
                    return False

    def _end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _gather(self) -> dict[str, Any]:
        found: list[tuple[int, float, dict[str, Any]]] = []
        for path in self.out.parent.glob(self.out.name + ".*"):
            if path.suffix == ".part":
                continue
            try:
                data = json.loads(path.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            found.append((_weight(data, path.suffix == f".{self.process.pid}"), path.stat().st_mtime, data))
        if found:
            return max(found, key=lambda item: item[:2])[2]
        return self._nothing()

    def _nothing(self) -> dict[str, Any]:
        """What is known when the program left no evidence: it was killed, or its Python did not load capture."""
        sources = []
        if self.entry is not None:
            text = self.entry.read_text(encoding="utf-8", errors="replace")[: 64 * 1024]
            sources.append({"file": self.entry.name, "text": text, "reason": "entry"})
        redactor = Redactor(of_process([]))
        for item in sources:
            item["text"] = redactor.source(item["text"])
        return {
            "schema": "evidence/1",
            "program": {
                "argv": redactor.value(self.command),
                "cwd": str(self.cwd),
                "entry": self.entry.name if self.entry else "",
            },
            "source": sources,
            "cut": ["everything: the program left no evidence"],
        }


def _weight(data: dict[str, Any], main: bool) -> int:
    """How telling a process's evidence is: an uncaught exception in the main process weighs most."""
    chain = (data.get("exception") or {}).get("chain") or []
    uncaught = any(item.get("relation") != "logged" for item in chain)
    silent = any(not call.get("ok", True) for call in data.get("calls") or [])
    return (
        (8 if uncaught else 0) + (4 if main else 0) + (2 if silent else 0) + (1 if data.get("calls") else 0)
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
