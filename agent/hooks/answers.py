"""Diagnoses evidence files in a child process, so that nothing of a diagnosis runs in the user's own.

answers = Answers()
answers.ask(path)                 # returns at once; the child starts with the first question
answers.collect(seconds=5.0)      # {path: reply}, as many as came in time
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dataflow_debugger.agent.hooks import brief

_CODE = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from dataflow_debugger.agent.hooks import answering; answering.main()"
)


@dataclass(frozen=True)
class Reply:
    """What a diagnosis says; `code` is None where no known cause fits.

    `text` is at most fifteen lines, `report` is report/1 as a dictionary.
    """

    evidence: str
    concerns_dataflow: bool
    code: str | None
    title: str | None
    text: str
    faces: dict[str, str]
    report: dict[str, Any]


class Answers:
    """Questions to one child process and what it answered; used from one thread at a time."""

    def __init__(self, niceness: int = 0) -> None:
        self._niceness = niceness
        self._child: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._asked: list[str] = []
        self._found: dict[str, Reply | None] = {}
        self._arrived = threading.Condition()
        self._over = False

    def ask(self, path: str, more: str = "", faces: Sequence[str] = (), search: bool = False) -> None:
        """Has one evidence file diagnosed; a child that cannot be started or died answers nothing.

        `more` is the command that tells the rest; it ends the text of the reply. `faces` are further forms that
        the reply should have: "page" (for a terminal) and "html" (for a notebook). With `search` the entries are
        also searched by meaning, which words of the user's need; it takes longer and some hundred megabytes.
        """
        self._asked.append(path)
        self._found.pop(path, None)
        try:
            child = self._child
            if child is None or child.poll() is not None:
                child = self._start()
            if child.stdin is not None:
                asked = {"evidence": path, "more": more, "faces": list(faces), "search": search}
                child.stdin.write(json.dumps(asked).encode() + b"\n")
                child.stdin.flush()
        except (OSError, ValueError):
            self._over = True

    def collect(self, seconds: float) -> dict[str, Reply]:
        """The replies that came until `seconds` from now, by the path asked for. Ends the child."""
        ends = time.monotonic() + seconds
        with self._arrived:
            while len(self._found) < len(self._asked) and not self._over:
                left = ends - time.monotonic()
                if left <= 0 or not self._arrived.wait(left):
                    break
        self.close()
        return {path: reply for path, reply in self._found.items() if reply is not None}

    def answer(
        self, path: str, seconds: float, more: str = "", faces: Sequence[str] = (), search: bool = False
    ) -> Reply | None:
        """The reply on one file, or None when it did not come in time; the child stays for the next."""
        self.ask(path, more, faces, search)
        ends = time.monotonic() + seconds
        with self._arrived:
            while path not in self._found and not self._over and time.monotonic() < ends:
                self._arrived.wait(max(0.0, ends - time.monotonic()))
            return self._found.get(path)

    def close(self) -> None:
        """Ends the child, at once."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        if self._reader is not None:
            self._reader.join(1.0)
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue

    def _start(self) -> subprocess.Popen[bytes]:
        self._child = child = subprocess.Popen(
            [brief.python(), "-P", "-c", _CODE, brief.root()],
            env=brief.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._over = False
        if self._niceness and hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, child.pid, self._niceness)
        self._reader = threading.Thread(
            target=self._read, args=(child,), name="dataflow-answers", daemon=True
        )
        self._reader.start()
        return child

    def _read(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        try:
            for line in child.stdout:
                said = json.loads(line)
                with self._arrived:
                    self._found[said["evidence"]] = Reply(**said) if "report" in said else None
                    self._arrived.notify_all()
        except (OSError, ValueError):
            pass
        with self._arrived:
            self._over = True
            self._arrived.notify_all()
