"""The child process behind `answers`: reads the names of evidence files, writes a report for each.

One line of JSON for each line of input, in the same order; `answers.Reply` has its fields.
"""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from dataflow_debugger.agent.evidence import Evidence
    from dataflow_debugger.agent.session import Debugger

WIDTH = 100


def main() -> None:
    # What a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    from dataflow_debugger.agent import evidence

    for line in sys.stdin:
        asked = json.loads(line)
        path = asked["evidence"]
        try:
            debugger = _debugger(asked["search"])
            reply = _reply(debugger, evidence.load(Path(path)), asked["more"], asked["faces"])
        except Exception as error:
            print(f"{path}: {type(error).__name__}: {error}", file=sys.stderr)
            reply = {}
        answers.write(json.dumps({**reply, "evidence": path}) + "\n")
        answers.flush()
    # Leaving by the usual way waits for threads of the vector store, which have nothing left to do.
    os._exit(0)


@cache
def _debugger(search: bool) -> Debugger:
    from dataflow_debugger.agent.loading import load, load_lean
    from dataflow_debugger.agent.session import Debugger

    return Debugger(loaded=load() if search else load_lean())


def _reply(debugger: Debugger, recorded: Evidence, more: str, faces: list[str]) -> dict[str, Any]:
    from dataflow_debugger.agent.failure import Origin, find_failure
    from dataflow_debugger.agent.report import compact, notebook, terminal

    report = debugger.report(recorded)
    known: dict[str, Callable[[], str]] = {
        "html": lambda: notebook.render(report),
        # Without a program there is no command to say for applying the fix: a cell is no file.
        "page": lambda: terminal.render(report.model_copy(update={"program": None}), width=WIDTH),
    }
    diagnosed = report.status == "diagnosed"
    return {
        "concerns_dataflow": diagnosed or find_failure(recorded).origin is Origin.FRAMEWORK,
        "code": report.diagnoses[0].entry if diagnosed else None,
        "title": report.diagnoses[0].title if diagnosed else None,
        "text": compact.render(report, cwd=recorded.program.cwd, more=more),
        "faces": {name: known[name]() for name in faces},
        "report": report.model_dump(mode="json", by_alias=True),
    }
