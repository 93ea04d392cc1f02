"""Starts the user's program under capture, in its own interpreter, and hands back one evidence.

Use `start(target, options)` and later `.wait()`, so that other work can be done while the program runs;
`run(target, options)` is both. The program keeps its command line, standard streams, working folder, exit
code and signal; all that is added is an environment that makes its Python load `agent/capture`. Nothing heavy
is imported before the program runs.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from dataflow_debugger.agent.capture import unended

if TYPE_CHECKING:
    from collections.abc import Callable

    from dataflow_debugger.agent.evidence import Evidence

INJECT = Path(__file__).resolve().parent / "capture" / "inject"
OLDEST = (3, 10)
# The program writes its last evidence this long before the launcher ends it.
LAST_WORDS_S = 0.7
# A program that was asked to end gets this long before it is killed.
GRACE_S = 3.0
# So often the launcher looks whether a program that failed still ends by itself.
LOOK_S = 0.25
# So many times Ctrl-C and the launcher ends the program itself.
INTERRUPTS_MAX = 3


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
    """How to run it.

    `python` is the user's interpreter (or the folder of its virtual environment), by default the one this
    runs in. `stdout` and `stderr` are what subprocess takes; by default the program writes where this process
    does.
    """

    python: str | None = None
    timeout: float | None = None
    include_values: bool = False
    stdout_to_stderr: bool = False
    cwd: Path | None = None
    env: dict[str, str] | None = None
    symptom: str | None = None
    stdin: int | None = None
    stdout: int | None = None
    stderr: int | None = None


@dataclass
class Outcome:
    """A finished run: its evidence, the folder that paths in it are relative to, and how long it took."""

    evidence: Evidence
    root: Path
    run_ms: float


def run(target: Target, options: Options | None = None) -> Outcome:
    """Runs the program to its end under capture. Raises LaunchError when it cannot be started."""
    return start(target, options).wait()


def start(target: Target, options: Options | None = None) -> Running:
    """Starts the program and returns at once. Raises LaunchError when it cannot be started.

    From here until `wait` is over, Ctrl-C goes to the program, not to this process.
    """
    options = options or Options()
    cwd = (options.cwd or Path.cwd()).resolve()
    command, entry = command_line(target, options, cwd)
    folder = tempfile.TemporaryDirectory(prefix="dfdbg-")
    out = Path(folder.name) / "evidence"
    interrupts = Interrupts()
    try:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=_environment(options, out, entry),
            stdin=options.stdin,
            stdout=2 if options.stdout_to_stderr else options.stdout,
            stderr=options.stderr,
        )
    except OSError as error:
        interrupts.end()
        folder.cleanup()
        raise LaunchError(_start_problem(command[0], cwd, error)) from error
    return Running(process, command, cwd, entry, out, folder, options, interrupts)


def _start_problem(command: str, cwd: Path, error: OSError) -> str:
    if not cwd.is_dir():
        return f"The working folder {cwd} does not exist; check the path."
    if isinstance(error, FileNotFoundError):
        return f"The command {command} does not exist; check its name and your PATH."
    return f"The command {command} cannot be started: {error.strerror}."


def command_line(target: Target, options: Options, cwd: Path) -> tuple[list[str], Path | None]:
    """The user's own command line, and the program file where there is one. Raises LaunchError."""
    if target.command:
        return list(target.command), None
    python = interpreter(options.python)
    if target.module is not None:
        _check_module(target.module, python, cwd)
        return [python, "-m", target.module, *target.args], None
    program = target.program or ""
    entry = _check_program(program, (cwd / program).resolve())
    return [python, program, *target.args], entry


def _check_program(program: str, path: Path) -> Path:
    if path.is_dir():
        if (path / "__main__.py").is_file():
            return path / "__main__.py"
        raise LaunchError(f"{program} is a folder; name the Python file in it that starts the program.")
    if not path.is_file():
        raise LaunchError(f"The program {program} does not exist; check the path.")
    try:
        with path.open("rb") as stream:
            head = stream.read(8192)
    except OSError as error:
        raise LaunchError(f"The program {program} cannot be read: {error.strerror}.") from error
    if b"\0" in head and b"PK\x03\x04" not in head:
        raise LaunchError(f"{program} is a binary file, not a Python program; put -- before other commands.")
    return path


def _check_module(module: str, python: str, cwd: Path) -> None:
    """Python itself says this in a way of its own and with exit status 1, like a failing program."""
    top = module.partition(".")[0]
    if (cwd / top).is_dir() or (cwd / f"{top}.py").is_file():
        return
    code = "import sys, importlib.util as u; sys.exit(u.find_spec(sys.argv[1]) is None)"
    done = subprocess.run([python, "-c", code, top], cwd=cwd, capture_output=True, check=False)
    if done.returncode == 1:
        raise LaunchError(f"There is no module {top} in {cwd} or in {python}; check the name after -m.")


def interpreter(python: str | None) -> str:
    """The interpreter to use, checked when the user named it. Raises LaunchError."""
    if python is None:
        return sys.executable
    path = Path(python)
    if path.is_dir():
        places = [path / "bin" / "python", path / "Scripts" / "python.exe"]
        found = next((place for place in places if place.is_file()), None)
        if found is None:
            raise LaunchError(
                f"The folder {python} given by --python holds no bin/python; name the interpreter."
            )
        python = str(found)
    code = "import sys; print('python', *sys.version_info[:2])"
    try:
        done = subprocess.run(
            [python, "-S", "-E", "-c", code], capture_output=True, text=True, timeout=20, check=False
        )
        word, *numbers = done.stdout.split() or [""]
        version = tuple(map(int, numbers)) if word == "python" else ()
    except FileNotFoundError as error:
        raise LaunchError(
            f"The interpreter {python} given by --python does not exist; check the path."
        ) from error
    except (OSError, subprocess.SubprocessError, ValueError):
        version = ()
    if len(version) != 2:
        raise LaunchError(f"The file {python} given by --python is not a Python interpreter; check the path.")
    if version < OLDEST:
        shown = ".".join(map(str, version))
        raise LaunchError(f"The interpreter {python} is Python {shown}; the debugger needs 3.10 or newer.")
    return python


def _environment(options: Options, out: Path, entry: Path | None) -> dict[str, str]:
    environment = dict(os.environ if options.env is None else options.env)
    before = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = str(INJECT) + (os.pathsep + before if before else "")
    environment["DFDBG_OUT"] = str(out)
    environment["DFDBG_ENTRY"] = str(entry or "")
    environment["DFDBG_VALUES"] = "1" if options.include_values else ""
    environment["DFDBG_LAUNCHER"] = str(os.getpid())
    environment.pop("DFDBG_DEADLINE", None)
    if options.timeout is not None:
        left = max(options.timeout - LAST_WORDS_S, options.timeout / 2)
        environment["DFDBG_DEADLINE"] = repr(time.time() + left)
    return environment


class Interrupts:
    """Counts Ctrl-C while a program runs; the terminal sends each one to the program itself."""

    def __init__(self) -> None:
        self.count = 0
        self.on_last: Callable[[], object] | None = None
        self._main = threading.current_thread() is threading.main_thread()
        self._before = signal.signal(signal.SIGINT, self._note) if self._main else None

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.count += 1
        if self.count >= INTERRUPTS_MAX and self.on_last is not None:
            self.on_last()

    def end(self) -> None:
        """Gives Ctrl-C back to this process."""
        if self._main and signal.getsignal(signal.SIGINT) == self._note:
            signal.signal(signal.SIGINT, self._before)


@dataclass
class Running:
    """A program under way; call `wait` once."""

    process: subprocess.Popen[bytes]
    command: list[str]
    cwd: Path
    entry: Path | None
    out: Path
    folder: tempfile.TemporaryDirectory[str]
    options: Options
    interrupts: Interrupts
    started: float = field(default_factory=time.monotonic)

    def wait(self) -> Outcome:
        """Waits for the end, at most for the timeout, and gathers the evidence."""
        from dataflow_debugger.agent import gather
        from dataflow_debugger.agent.evidence import parse

        try:
            timed_out = self._wait()
            run_ms = (time.monotonic() - self.started) * 1000
            status = self._unended()
            code = self.process.returncode if status is None else status
            data = gather.evidence(self.out, self.process.pid, self.command, self.cwd, self.entry, code == 0)
        finally:
            self.interrupts.end()
            self.folder.cleanup()
        program = data.setdefault("program", {})
        program["exit_code"] = code if code >= 0 else None
        program["signal"] = _signal_name(-code) if code < 0 else None
        # Without a failure, not ending is the failure.
        program["timed_out"] = timed_out or status == 0
        program["unended"] = status is not None
        if self.options.symptom:
            data["symptom"] = self.options.symptom
        root = self.entry.parent if self.entry is not None else self.cwd
        return Outcome(parse(json.dumps(data), "The evidence of this run"), root, run_ms)

    def _wait(self) -> bool:
        """True when the timeout ended the program."""
        over, done = threading.Event(), threading.Event()
        timer: threading.Timer | None = None
        if self.options.timeout is not None:

            def end() -> None:
                over.set()
                self._end()

            timer = threading.Timer(self.started + self.options.timeout - time.monotonic(), end)
            timer.daemon = True
            timer.start()
        ender = threading.Thread(target=self._end_unended, args=(done,), daemon=True)
        ender.start()
        self.interrupts.on_last = self.process.terminate
        self.process.wait()
        done.set()
        ender.join()
        if timer is not None:
            timer.cancel()
            if over.is_set():
                timer.join()
        return over.is_set()

    def _end_unended(self, done: threading.Event) -> None:
        """Ends a program that says that it failed and that nothing of it will end any more."""
        while not done.wait(LOOK_S):
            if self._unended() is not None:
                self._end()
                return

    def _unended(self) -> int | None:
        """The status that such a program would have ended with."""
        try:
            return int((self.out.parent / unended.MARK).read_text())
        except (OSError, ValueError):
            return None

    def _end(self) -> None:
        """Ends the program and what it started: politely, then by force."""
        children = descendants(self.process.pid)
        self.process.terminate()
        for _ in range(int(GRACE_S / 0.05)):
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        else:
            self.process.kill()
        for child in children:
            try:
                os.kill(child, getattr(signal, "SIGKILL", signal.SIGTERM))
            except OSError:
                continue


def descendants(pid: int) -> list[int]:
    """The processes that `pid` started, and those they started."""
    parents: dict[int, int] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = place.read_text(errors="replace")
        except OSError:
            continue
        # The name in parentheses may itself hold spaces and parentheses; the parent is the second word after.
        parents[int(place.parent.name)] = int(text.rpartition(")")[2].split()[1])
    if not parents:
        parents = _parents_by_ps()
    found = [pid]
    for one in found:
        found.extend(child for child, parent in parents.items() if parent == one and child not in found)
    return found[1:]


def _parents_by_ps() -> dict[int, int]:
    try:
        done = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=False)
    except OSError:
        return {}
    pairs = [line.split() for line in done.stdout.splitlines()]
    return {int(pair[0]): int(pair[1]) for pair in pairs if len(pair) == 2}


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
