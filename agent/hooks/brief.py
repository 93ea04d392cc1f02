"""The compact diagnosis of one kept evidence, made in a child process with a time limit.

The child has no terminal, its own session and no network; whatever happens to it, the failing program goes on
as if it had not been there. `show` is standard library only; the rest runs in the child.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Literal

Kind = Literal["raised", "silent", "ended"]
LIMIT_S = 5.0
LINES_MAX = 15
FOREIGN = "no known cause fits; neither DataFlow nor Kailash was loaded."
LATE = "the diagnosis could not be made in time."
LINE_MAX = 400
# What an interpreter is told by these would change the child, or make it watch itself.
_KEPT = frozenset({"PYTHONHOME", "PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE"})
_DROPPED = ("PYTHON", "DFDBG_", "DATAFLOW_DEBUG_MODEL", "DATAFLOW_DEBUG_STORE", "COV_CORE_", "COVERAGE_")
_CODE = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from dataflow_debugger.agent.hooks import brief; brief.main(sys.argv[1:])"
)


def show(path: str | Path, timeout: float = LIMIT_S, *, kind: Kind = "raised", count: int = 1) -> str:
    """At most fifteen lines on kept evidence, or nothing when the child does not answer in time; never raises.

    The other kinds have an answer only where there is something to say: "silent" is a run that raised nothing,
    told when nothing in the program looks at what went wrong; "ended" is one that caught an exception and
    ended with a status, told when a cause is known. `count` is the number of failures the block stands for.
    """
    try:
        words = [str(path), kind, str(count), repr(timeout)]
        return _asked(words, timeout)
    except Exception:
        return ""


def without_child(evidence: dict[str, Any], path: str | Path | None, reason: str, count: int = 1) -> str:
    """What can be said where no child was asked, or none answered; `reason` says why."""
    chain = (evidence.get("exception") or {}).get("chain") or [{}]
    kind = str(chain[0].get("type") or "unknown").rpartition(".")[2]
    own = [frame for frame in chain[0].get("frames") or () if frame.get("user")]
    at = f" at {own[-1]['file']}:{own[-1]['line']}" if own else ""
    lines = [f"DataFlow debug: {reason}", f"Failure: {kind}{at}"]
    if count > 1:
        lines.append(f"{count - 1} more of this process: dataflow debug --ai --list")
    lines.append("More: dataflow debug --ai --last" if path else "More: the evidence could not be kept")
    return "\n".join(lines) + "\n"


def _asked(words: list[str], timeout: float) -> str:
    import subprocess

    child = subprocess.Popen(
        [python(), "-P", "-c", _CODE, root(), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        cwd=os.path.dirname(words[0]) or None,
        start_new_session=True,
    )
    try:
        said, _ = child.communicate(timeout=timeout)
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
    if child.returncode != 0:
        return ""
    lines = said.decode("utf-8", "replace").splitlines()[:LINES_MAX]
    return "".join(f"{line[:LINE_MAX]}\n" for line in lines)


def environment() -> dict[str, str]:
    """The environment for a child of ours: nothing in it steers Python, starts a hook or chooses a model."""
    kept = {k: v for k, v in os.environ.items() if k in _KEPT or not k.startswith(_DROPPED)}
    return {**kept, "DATAFLOW_DEBUG": "0", "PYTHONIOENCODING": "utf-8"}


def python() -> str:
    """The interpreter that has the debugger; a server that embeds Python is not one itself."""
    name = os.path.basename(sys.executable or "").lower()
    if name.startswith(("python", "pypy")):
        return sys.executable
    folder, file = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python3")
    return os.path.join(sys.prefix, folder, file)


def root() -> str:
    """The folder that holds the package, for a debugger that stands on PYTHONPATH and is not installed."""
    import dataflow_debugger

    return os.path.dirname(os.path.dirname(os.path.abspath(dataflow_debugger.__file__ or "")))


def main(words: list[str]) -> None:
    """The child: FILE KIND COUNT SECONDS. Writes the block to standard output."""
    path, kind, count, seconds = Path(words[0]), words[1], int(words[2]), float(words[3])
    _limit(seconds)
    from dataflow_debugger.agent import evidence, session, silent
    from dataflow_debugger.agent.loading import load_lean
    from dataflow_debugger.agent.report import compact

    found = evidence.load(path)
    missed = silent.unhandled(found) if kind == "silent" else []
    if kind == "silent" and not missed:
        return
    report = session.Debugger(loaded=load_lean()).report(found, top=1)
    if missed:
        report = silent.reported(report, missed[0])
    if kind == "ended" and report.status != "diagnosed":
        return
    text = compact.render(report, cwd=found.program.cwd, count=count)
    with os.fdopen(1, "wb", closefd=False) as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))
    os._exit(0)


def _limit(seconds: float) -> None:
    """Ends this process soon after nobody waits for it any more, and lifts a memory limit of the program's."""
    import signal

    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
        signal.setitimer(signal.ITIMER_REAL, seconds + 1.0)
    try:
        import resource
    except ImportError:
        return
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (hard, hard))
