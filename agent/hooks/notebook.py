"""IPython and Jupyter: `%load_ext dataflow_debugger` explains cells that fail, `%debug_ai` says the whole.

IPython shows its own traceback first, as it always does. What failed is recorded in the kernel; a child process
diagnoses it.
"""

from __future__ import annotations

import ast
import atexit
import json
import shutil
import tempfile
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any

from dataflow_debugger.agent import cell_names
from dataflow_debugger.agent.capture import bootstrap, paths, state, static, write
from dataflow_debugger.agent.hooks import observing, record
from dataflow_debugger.agent.hooks.answers import Answers, Reply

# The first answer includes the start of the child.
SECONDS = 30.0
MAGIC = "debug_ai"
_ATTRIBUTE = "_dataflow_debugger"


def load(shell: Any) -> None:
    """What `%load_ext dataflow_debugger` does; a second time changes nothing."""
    if getattr(shell, _ATTRIBUTE, None) is None:
        setattr(shell, _ATTRIBUTE, Session(shell))


def unload(shell: Any) -> None:
    """What `%unload_ext dataflow_debugger` does: everything is as it was."""
    session = getattr(shell, _ATTRIBUTE, None)
    if session is not None:
        session.close()
        setattr(shell, _ATTRIBUTE, None)


class Explanation:
    """What a cell shows: HTML where the front end can, else text."""

    def __init__(self, text: str, html: str) -> None:
        self.text = text
        self.html = html

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(self.text)


class Session:
    """One shell with the extension loaded."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.folder = Path(tempfile.mkdtemp(prefix="dfdbg-notebook-"))
        self.answers = Answers()
        self.last: Reply | None = None
        self.failed: set[int] = set()
        self.observes = observing.start()
        self.before = (shell.custom_exceptions, shell.CustomTB)
        shell.set_custom_exc((Exception,), self._failed)
        shell.register_magic_function(self.magic, "line", MAGIC)
        shell.events.register("pre_run_cell", self._new_cell)
        atexit.register(self._end)

    def close(self) -> None:
        """Takes everything back."""
        self.shell.custom_exceptions, self.shell.CustomTB = self.before
        self.shell.events.unregister("pre_run_cell", self._new_cell)
        self.shell.magics_manager.magics["line"].pop(MAGIC, None)
        atexit.unregister(self._end)
        self._end()
        if self.observes:
            observing.stop()

    def _end(self) -> None:
        self.answers.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _new_cell(self, _info: Any = None) -> None:
        """What failed in an earlier cell has been seen, and is no evidence for this one."""
        now = state.current
        if now is not None:
            now.calls = [call for call in now.calls if call["ok"]]
            now.logs, now.warnings, now.runs, now.chain, now.logged = [], [], [], [], []
            now.workflow, now.frame_files, now.dropped, now.added, now.builders = None, {}, {}, {}, []

    def _failed(self, shell: Any, etype: Any, value: Any, trace: Any, tb_offset: Any = None) -> Any:
        """IPython calls this instead of printing; so it prints first, as it would have."""
        kinds, handler = self.before
        if kinds and isinstance(value, kinds):
            handler(etype, value, trace, tb_offset=tb_offset)
        else:
            shell.showtraceback((etype, value, trace), tb_offset=tb_offset, running_compiled_code=True)
        current = self._cell_of(trace)
        try:
            if not bootstrap.ignored(value) and record.of_dataflow(value):
                reply = self._ask(record.describe(value, "IPython"))
                if reply is not None and reply.concerns_dataflow:
                    self._show(reply.text, reply.faces["html"])
        except Exception as problem:
            print(f"dataflow-debugger: this failure was not recorded ({type(problem).__name__}: {problem}).")
        self.failed.add(current)

    def _cell_of(self, trace: Any) -> int:
        """The number of the cell that a traceback began in, 0 when it is none."""
        names = getattr(self.shell.compile, "_filename_map", {})
        while trace is not None:
            number = names.get(trace.tb_frame.f_code.co_filename)
            if number is not None:
                return int(number)
            trace = trace.tb_next
        return 0

    def magic(self, line: str = "") -> None:
        """Say the whole of the last failure; or the page of a cause, or what fits a few words of yours.

        %debug_ai                    the last failure, with further causes and fixes
        %debug_ai DFX315             the page of a cause
        %debug_ai the list is empty  nothing was raised, but something is wrong
        """
        words = line.strip().strip("\"'")
        if words.upper().startswith("DFX") and " " not in words:
            self._explain(words)
            return
        reply = self.last if not words else None
        if reply is None:
            reply = self._ask(_nothing_raised(), symptom=words or None)
        if reply is None:
            print("dataflow-debugger: no answer came in time; %debug_ai asks again.")
        else:
            self._show(reply.faces["page"], reply.faces["html"] or _paragraph(reply))

    def _explain(self, code: str) -> None:
        from dataflow_debugger.agent import session

        try:
            page = session.explain(code)
        except session.InputError as problem:
            print(f"dataflow-debugger: {problem}")
            return
        from IPython.display import Markdown, display

        in_notebook = type(self.shell).__name__ == "ZMQInteractiveShell"
        display(Markdown(page)) if in_notebook else print(page)  # type: ignore[no-untyped-call]

    def _ask(self, occurrence: record.Occurrence, symptom: str | None = None) -> Reply | None:
        found = with_cells(record.evidence(occurrence), self._numbers(), self.failed)
        if symptom:
            found["symptom"] = symptom
        path = self.folder / f"{time.monotonic_ns()}.json"
        path.write_bytes(write.dump(found))
        try:
            reply = self._answer(path)
            if symptom and reply is not None and reply.code is None:
                # Words alone have to be searched for, which takes longer.
                reply = self._answer(path, search=True) or reply
        finally:
            path.unlink(missing_ok=True)
        self.last = reply if symptom is None else self.last
        return reply

    def _answer(self, path: Path, search: bool = False) -> Reply | None:
        faces = ("html", "page")
        return self.answers.answer(str(path), SECONDS, f"%{MAGIC}", faces=faces, search=search)

    def _numbers(self) -> dict[str, int]:
        """The number of each cell by the name its code has, as this shell has given them."""
        names = getattr(self.shell.compile, "_filename_map", {})
        now = state.current
        return {now.paths.show(name) if now else name: number for name, number in names.items()}

    def _show(self, text: str, html: str) -> None:
        from IPython.display import display

        display(Explanation(cell_names.said(text).rstrip("\n"), html))  # type: ignore[no-untyped-call]


def _nothing_raised() -> record.Occurrence:
    return record.Occurrence(record.occasion(), "IPython")


def _paragraph(reply: Reply) -> str:
    from html import escape

    return f"<p>{escape(reply.report['explanation'])}</p>"


def with_cells(evidence: dict[str, Any], numbers: dict[str, int], stale: Collection[int]) -> dict[str, Any]:
    """The evidence with cells named by their numbers.

    Cells that failed before (`stale`) and those that later ones define anew are left out with their calls: they
    are no longer what the notebook says.
    """
    defined: set[str] = set()
    kept, dropped = [], set()
    for item in reversed(evidence["source"]):
        if item["reason"] == "cell":
            names = _defined(item["text"])
            if numbers.get(item["file"]) in stale or (names and names <= defined):
                dropped.add(item["file"])
                continue
            defined |= names
        kept.append(item)
    calls = [call for call in evidence["calls"] if (call["at"] or "").rpartition(":")[0] not in dropped]
    workflow = evidence["workflow"]
    if workflow and workflow["source"] == "static":
        workflow = static.from_sources([item["text"] for item in kept if item["reason"] == "cell"])
    changed = {"source": kept[::-1], "calls": calls, "workflow": workflow}
    text = json.dumps({**evidence, **changed}, default=str)
    for name, number in numbers.items():
        if paths.is_cell(name):
            text = text.replace(json.dumps(name)[1:-1], cell_names.name(number))
    found: dict[str, Any] = json.loads(text)
    return found


def _defined(text: str) -> set[str]:
    """The names that a cell binds at its top level."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return set()
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {name.id for name in ast.walk(node) if isinstance(name, ast.Name) and _stored(name)}
    return found


def _stored(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)
