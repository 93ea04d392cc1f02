"""Turns a pasted traceback or a log into evidence, as far as text can carry it.

What is not in the text stays empty: values, the workflow, the models, versions. Source files are added where
a file of the program stands here and its line is the one the traceback shows.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path, PurePosixPath

from dataflow_debugger.agent import logforms, logrecords, tracebacks
from dataflow_debugger.agent.capture.redact import Redactor
from dataflow_debugger.agent.capture.secrets import of_process
from dataflow_debugger.agent.evidence import (
    SCHEMA,
    Database,
    Environment,
    Evidence,
    ExceptionChain,
    ExceptionInfo,
    Frame,
    Outcome,
    Program,
    SourceFile,
    Workflow,
)
from dataflow_debugger.agent.tracebacks import TextError, TextFrame

NOTE = "Read from text only: values, the workflow and the database were not seen. A run shows more."
TEXT_MAX = 4_000_000
SOURCE_MAX = 64 * 1024
SOURCES_MAX = 20
CODE_AROUND = 2

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_LIBRARY = re.compile(r"(?:^|/)(?:site-packages|dist-packages)/(?P<rest>.+)$")
_STDLIB = re.compile(r"(?:^|/)(?P<rest>lib/python3\.\d+/(?!site-packages|dist-packages).+)$", re.IGNORECASE)
_NODE = re.compile(r"\b[Nn]ode '(?P<node>[^']+)'(?: execution failed| failed| reported failure|: )")
_DIALECTS = {
    "sqlite": ("sqlite3", "aiosqlite"),
    "postgresql": ("asyncpg", "psycopg", "psycopg2"),
    "mysql": ("pymysql", "aiomysql", "MySQLdb"),
}


class LogError(Exception):
    """The text cannot be read or says nothing; the message is one sentence for the user."""


def load(path: Path) -> Evidence:
    """Evidence from a file of text. Raises LogError when it cannot be read or holds nothing."""
    try:
        with path.open("rb") as stream:
            stream.seek(max(0, os.fstat(stream.fileno()).st_size - TEXT_MAX))
            data = stream.read()
    except OSError as error:
        raise LogError(f"The log {path} cannot be read: {error.strerror or error}.") from error
    return read(data.decode("utf-8", "replace"), f"The log {path}")


def read(text: str, origin: str = "The text", folder: Path | None = None) -> Evidence:
    """Evidence from text. `folder` is where the program's files may stand, by default the working folder."""
    plain = logforms.plain(_ANSI.sub("", text[-TEXT_MAX:]).replace("\r", ""))
    if not plain.strip():
        raise LogError(f"{origin} holds no text; give a traceback or a log.")
    if plain.count("\0") > len(plain) // 100:
        raise LogError(f"{origin} is not text; give a traceback or a log.")
    redactor = Redactor(of_process([]))
    found = tracebacks.find(plain) or [*_bare(plain)]
    evidence = Evidence(
        schema=SCHEMA,
        captured_at=datetime.now(timezone.utc).isoformat(timespec="seconds"),
        logs=logrecords.records(redactor.text(plain)),
        warnings=logrecords.warnings(redactor.text(plain)),
        cut=["everything that a text does not hold"],
    )
    if not found and not evidence.logs and not evidence.warnings:
        evidence.symptom = redactor.text(plain.strip())[:2000]
    base = _Base(found, (folder or Path.cwd()).resolve())
    evidence.program = Program(cwd=str(base.here), entry=base.entry)
    if found:
        evidence.exception = ExceptionChain(chain=[*_chain(found, base, redactor)])
        evidence.workflow = _workflow(evidence.exception.chain)
        evidence.source = [*base.sources(redactor)]
    evidence.environment = _environment(plain, evidence)
    return evidence


def _bare(text: str) -> Iterator[TextError]:
    """The last line that is an exception without a traceback."""
    for line in reversed(text.splitlines()):
        error = tracebacks.bare_error(line)
        if error is not None:
            yield error
            return


def _chain(found: list[TextError], base: _Base, redactor: Redactor) -> Iterator[ExceptionInfo]:
    """The last traceback is the failure; those before it were logged on the way."""
    for error, relation in tracebacks.flatten(found[-1]):
        yield _exception(error, relation, base, redactor)
    for earlier in found[-4:-1]:
        for error, _ in tracebacks.flatten(earlier):
            yield _exception(error, "logged", base, redactor)


def _exception(error: TextError, relation: str, base: _Base, redactor: Redactor) -> ExceptionInfo:
    return ExceptionInfo(
        type=error.type,
        message=redactor.text(error.message),
        relation=relation,
        frames=[base.frame(frame, redactor) for frame in error.frames],
    )


def _workflow(chain: list[ExceptionInfo]) -> Workflow | None:
    """The node that a message names as failed; nothing else of the workflow stands in a text."""
    for item in chain:
        match = _NODE.search(item.message)
        if match:
            failed = Outcome(ok=False, error=item.message)
            return Workflow(failed_node=match["node"], outcomes={match["node"]: failed}, source="text")
    return None


def _environment(text: str, evidence: Evidence) -> Environment:
    version = re.search(r"[/\\]python(3\.\d+)[/\\]|[/\\]Python3(\d+)[/\\]", text)
    python = (version[1] or f"3.{version[2]}") if version else ""
    chain = evidence.exception.chain if evidence.exception else []
    modules = {item.type.partition(".")[0] for item in chain}
    modules |= {frame.file.split("/")[1] for item in chain for frame in item.frames if _library(frame.file)}
    for dialect, drivers in _DIALECTS.items():
        if modules.intersection(drivers):
            return Environment(python=python, database=Database(dialect=dialect))
    return Environment(python=python)


def _library(shown: str) -> bool:
    return shown.startswith("site-packages/")


class _Base:
    """The program's folder, where the text came from and where its files stand here."""

    def __init__(self, found: list[TextError], here: Path) -> None:
        frames = [f for error in found for item, _ in tracebacks.flatten(error) for f in item.frames]
        own = [frame for frame in frames if _user(frame.file)]
        entry = next((frame for frame in own if frame.function == "<module>"), own[0] if own else None)
        there = PurePosixPath(_slashed(entry.file)).parent if entry else PurePosixPath()
        self._there = there
        self.here = Path(str(there)) if there.is_absolute() and Path(str(there)).is_dir() else here
        self.entry = self.show(entry.file) if entry else ""
        self._texts: dict[str, list[str]] = {}
        for frame in own:
            self._learn(frame)

    def show(self, file: str) -> str:
        """The path as the evidence has it: below the program's folder, or from the package on."""
        slashed = _slashed(file)
        library = _LIBRARY.search(slashed)
        if library:
            return f"site-packages/{library['rest']}"
        stdlib = _STDLIB.search(slashed)
        if stdlib:
            return stdlib["rest"]
        path = PurePosixPath(slashed)
        if self._there.parts and path.is_relative_to(self._there):
            return str(path.relative_to(self._there))
        return slashed

    def frame(self, frame: TextFrame, redactor: Redactor) -> Frame:
        """A frame of the evidence, with the lines around it where the file is here."""
        shown, user = self.show(frame.file), _user(frame.file)
        lines = self._texts.get(shown, [])
        around = range(max(1, frame.line - CODE_AROUND), min(len(lines), frame.line + CODE_AROUND) + 1)
        code = [(number, redactor.source(lines[number - 1])) for number in around]
        if not code and frame.code and user:
            code = [(frame.line, redactor.source(frame.code))]
        return Frame(file=shown, line=frame.line, function=frame.function, user=user, code=code)

    def sources(self, redactor: Redactor) -> Iterator[SourceFile]:
        """The program's files that stand here as they were run."""
        for shown, lines in list(self._texts.items())[:SOURCES_MAX]:
            text = redactor.source("\n".join(lines) + "\n")
            yield SourceFile(file=shown, text=text, reason="frame")

    def _learn(self, frame: TextFrame) -> None:
        """Keep the frame's file when it is here and the line is the very one that the text shows."""
        shown = self.show(frame.file)
        if not frame.code or not shown.endswith(".py") or ".." in PurePosixPath(shown).parts:
            return
        path = self.here / shown
        try:
            if path.stat().st_size > SOURCE_MAX:
                return
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return
        if frame.line <= len(lines) and lines[frame.line - 1].strip() == frame.code:
            self._texts[shown] = lines
        else:
            self._texts.pop(shown, None)


def _slashed(file: str) -> str:
    return file.replace("\\", "/")


def _user(file: str) -> bool:
    slashed = _slashed(file)
    if slashed.startswith("<"):
        return slashed in ("<stdin>", "<string>")
    return not (_LIBRARY.search(slashed) or _STDLIB.search(slashed))
