"""The user's files in memory: read from disk where they are as they were run, changed by splices.

A file is named by its path below the program's folder, with forward slashes ("pkg/models.py"). Nothing
outside that folder is changed, and the disk is not touched here.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.fixes import NoEdit, notebooks
from dataflow_debugger.agent.fixes.spans import Source, Splice, splice, split_lines
from dataflow_debugger.agent.workflow_code import Built

REDACTED = "***"
MAX_BYTES = 1_000_000
NOT_THE_USERS = {"site-packages", "dist-packages", ".venv", "venv", ".git", "node_modules", ".tox", ".nox"}
_BOM = b"\xef\xbb\xbf"


class BrokenEdit(Exception):
    """An edit left a Python file that does not parse, or changes that overlap."""


@dataclass(frozen=True)
class Document:
    """One file. `before` is None for a new file; of the `hidden` lines only a redacted form is known."""

    text: str
    before: str | None
    encoding: str = "utf-8"
    bom: bytes = b""
    on_disk: bool = False
    stale: bool = False
    hidden: frozenset[int] = frozenset()

    def encode(self) -> bytes:
        """The file's bytes. Raises NoEdit when the new text does not fit the file's encoding."""
        try:
            return self.bom + self.text.encode(self.encoding, "surrogateescape")
        except UnicodeEncodeError as error:
            raise NoEdit(f"the new text does not fit the file's encoding {self.encoding}") from error


@dataclass(frozen=True)
class Change:
    """A changed file: `before` is None when it is new."""

    path: str
    before: str | None
    after: str
    hidden: frozenset[int] = frozenset()


@dataclass
class Project:
    """Files of one program. `names` are those that took part in the run, the entry first."""

    root: Path
    bases: list[Path]
    names: list[str] = field(default_factory=list)
    dialect: str | None = None
    built: Built | None = None
    _documents: dict[str, Document] = field(default_factory=dict)
    _sources: dict[str, tuple[str, Source]] = field(default_factory=dict)
    _aliases: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_evidence(cls, evidence: Evidence, root: Path | None = None) -> Project:
        """The project of a run. Where a file on disk differs from what ran, the recorded text is used."""
        root = _real(root or program_folder(evidence))
        cwd = _real(Path(evidence.program.cwd or root))
        entry_folder = _real(cwd / (evidence.program.entry or "entry")).parent
        database = evidence.environment.database
        project = cls(root, list(dict.fromkeys((root, entry_folder, cwd))))
        project.dialect = database.dialect if database else None
        for item in evidence.source:
            if notebooks.is_cell_file(item.file):
                project._take_cell(item.file, item.text)
                continue
            name = project.find(item.file)
            if name is None or name in project._documents:
                continue
            project._documents[name] = _recorded(project.root / name, item.text)
            project.names.append(name)
        project.built = Built(evidence, project.find)
        entry = project.find(evidence.program.entry) if evidence.program.entry else None
        project.names.sort(key=lambda name: name != entry)
        return project

    @classmethod
    def from_texts(cls, texts: dict[str, str], root: Path = Path("/nowhere")) -> Project:
        """A project of given texts by name, for callers that have no run (and no disk)."""
        documents = {name: Document(text, text) for name, text in texts.items()}
        return cls(root, [root], list(texts), _documents=documents)

    def _take_cell(self, file: str, text: str) -> None:
        """A cell that IPython ran, as the notebook has it."""
        for base in self.bases:
            found = notebooks.cell_of(notebooks.find_cell(base, text) or "")
            inside = self._name(base / found[0]) if found is not None else None
            if found is None or inside is None:
                continue
            cell = notebooks.cell_text(self.document(inside).text, found[1])
            name = f"{inside}{notebooks.MARK}{found[1]}"
            self._documents[name] = Document(cell, cell, on_disk=True)
            self._aliases[file] = name
            self.names.append(name)
            return
        # A notebook that was not saved since: the cell can be shown mended, but there is no file to mend.
        self._documents[file] = Document(text, text)
        self.names.append(file)

    def fork(self) -> Project:
        """A copy in which an edit can be tried; parsed sources are shared."""
        return replace(
            self, names=list(self.names), _documents=dict(self._documents), _sources=dict(self._sources)
        )

    def original(self) -> Project:
        """A fork in which nothing is changed."""
        fork = self.fork()
        kept = {name: one for name, one in self._documents.items() if one.before is not None}
        fork._documents = {name: replace(one, text=one.before or "") for name, one in kept.items()}
        return fork

    def take(self, other: Project) -> None:
        """Become what a fork has become."""
        self._documents, self._sources = dict(other._documents), dict(other._sources)

    def find(self, file: str) -> str | None:
        """The name of a file given as in the evidence, or None when it is not in the program's folder."""
        if file in self._documents:
            return file
        if file in self._aliases:
            return self._aliases[file]
        if not file or file.startswith("<"):
            return None
        names = [self._name(base / file) for base in self.bases]
        known = [name for name in names if name is not None]
        there = (name for name in known if name in self._documents or os.path.isfile(self.root / name))
        return next(there, known[0] if known else None)

    def _name(self, path: Path) -> str | None:
        real = _real(path)
        if not real.is_relative_to(self.root):
            return None
        name = real.relative_to(self.root)
        return None if NOT_THE_USERS.intersection(name.parts) else name.as_posix()

    def document(self, name: str) -> Document:
        """The file, read from disk when it did not take part. Raises NoEdit when it cannot be had."""
        if name not in self._documents:
            inside = self.find(name)
            if inside is None:
                raise NoEdit(f"{name} is not in the program's folder")
            if inside not in self._documents:
                self._documents[inside] = _read(self.root / inside)
            return self._documents[inside]
        return self._documents[name]

    def has(self, name: str) -> bool:
        try:
            self.document(name)
        except NoEdit:
            return False
        return True

    def text(self, name: str) -> str:
        return self.document(name).text

    def source(self, name: str) -> Source:
        """The parsed file. Raises NoEdit when it does not parse."""
        text = self.document(name).text
        known = self._sources.get(name)
        if known is not None and known[0] == text:
            return known[1]
        try:
            source = Source(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError) as error:
            raise NoEdit(f"{name} does not parse") from error
        self._sources[name] = (text, source)
        return source

    def python(self) -> Iterator[str]:
        """Names of the Python files that took part and parse."""
        for name in list(self.names):
            ending = name.rpartition("/")[2].rpartition(".")[2] if notebooks.cell_of(name) is None else "py"
            if ending not in ("py", "pyw") and "." in name.rpartition("/")[2]:
                continue
            try:
                self.source(name)
            except NoEdit:
                continue
            yield name

    def elsewhere(self, name: str, call: ast.Call) -> bool:
        """Whether a call stands in code that builds workflows, none of which this run built."""
        document = self.document(name)
        # Lines count in the text that ran, not in one that an edit has changed.
        if self.built is None or document.before != document.text:
            return False
        return self.built.elsewhere(name, self.source(name), call)

    def module(self, dotted: str, level: int, importer: str) -> str | None:
        """The project's file of a module imported by `importer`, or None when it is not the user's."""
        parts = dotted.split(".") if dotted else []
        folder = importer.rpartition("/")[0]
        if level:
            above = folder.split("/") if folder else []
            above = above[: len(above) - (level - 1)]
            bases = ["/".join(above)]
        else:
            bases = list(dict.fromkeys([folder, "", *self._package_roots()]))
        for base in bases:
            stem = "/".join(part for part in (base, *parts) if part)
            for candidate in (f"{stem}.py", f"{stem}/__init__.py" if stem else "__init__.py"):
                if candidate in self._documents or os.path.isfile(self.root / candidate):
                    return candidate
        return None

    def _package_roots(self) -> list[str]:
        """Folders that modules may be imported from besides the program's: those of the run, and "src"."""
        names = [self._name(base) for base in self.bases]
        return [name for name in names if name not in (None, ".")] + ["src"]

    def splice(self, name: str, splices: Sequence[Splice]) -> None:
        """Change one file. Raises BrokenEdit when the result does not parse, NoEdit for a hidden line."""
        document = self.document(name)
        self._may_change(name, document, splices)
        newline = next((end for end in ("\r\n", "\n", "\r") if end in document.text), "\n")
        adapted = [Splice(s.start, s.end, re.sub(r"\r\n|\r|\n", lambda _: newline, s.text)) for s in splices]
        try:
            self.write(name, splice(document.text, adapted))
        except ValueError as error:
            raise BrokenEdit(f"{name}: {error}") from error

    def write(self, name: str, text: str) -> None:
        """Give a file a new text, or make it."""
        known = self.document(name) if self.has(name) else Document("", None)
        if name.endswith((".py", ".pyw")) or notebooks.cell_of(name) is not None:
            try:
                self._sources[name] = (text, Source(text))
            except (SyntaxError, ValueError, RecursionError, tokenize.TokenError) as error:
                raise BrokenEdit(f"{name} would not parse: {error}") from error
        changed = replace(known, text=text)
        changed.encode()
        self._documents[name] = changed

    def create(self, name: str, text: str) -> None:
        """Make a new file. Raises NoEdit when it is there already."""
        if self.has(name):
            raise NoEdit(f"{name} exists already")
        self.write(name, text)

    def changes(self) -> list[Change]:
        """What differs from the start, by name; a changed cell is a change of its notebook."""
        found: list[Change] = []
        cells: dict[str, dict[int, str]] = {}
        for name, document in sorted(self._documents.items()):
            if document.text == document.before:
                continue
            cell = notebooks.cell_of(name)
            if cell is None:
                found.append(Change(name, document.before, document.text, document.hidden))
            else:
                cells.setdefault(cell[0], {})[cell[1]] = document.text
        for notebook, texts in cells.items():
            raw = self.document(notebook).text
            try:
                found.append(Change(notebook, raw, notebooks.with_cells(raw, texts)))
            except ValueError as error:
                raise NoEdit(str(error)) from error
        return found

    def written_down(self, name: str) -> bool:
        """Whether the file is known as it lies on the disk, and not only from the evidence."""
        return self.document(name).on_disk

    def bytes_of(self, name: str, text: str) -> bytes:
        """The bytes of a file with this text, in its encoding. Raises NoEdit when the text does not fit it."""
        known = self.document(name) if self.has(name) else Document("", None)
        return replace(known, text=text).encode()

    def _may_change(self, name: str, document: Document, splices: Sequence[Splice]) -> None:
        if not document.hidden or document.text != document.before:
            return
        starts, lines = [0], split_lines(document.text)
        for line in lines:
            starts.append(starts[-1] + len(line))
        for one in splices:
            for number in document.hidden:
                if one.start < starts[number] and one.end > starts[number - 1]:
                    raise NoEdit(f"line {number} of {name} is known only in a redacted form")


def program_folder(evidence: Evidence) -> Path:
    """The folder of the program's file, or the working folder for `-m` and commands.

    A program whose modules lie beside its folder (scripts/run.py using lib/models.py) belongs to the working
    folder that holds both.
    """
    cwd = _real(Path(evidence.program.cwd or "."))
    folder = _entry_folder(evidence, cwd)
    if folder is None:
        return cwd
    files = [item.file for item in evidence.source if not item.file.startswith("<")]
    beside = [file for file in files if not os.path.exists(folder / file) and os.path.exists(cwd / file)]
    return cwd if beside and folder.is_relative_to(cwd) else folder


def _entry_folder(evidence: Evidence, cwd: Path) -> Path | None:
    """The folder of the program's file; the evidence names the file from there, the command from `cwd`."""
    entry = evidence.program.entry
    if not entry or entry.startswith("<"):
        return None
    given = [cwd / entry, *(cwd / word for word in evidence.program.argv if word.endswith(entry))]
    found = next((path for path in given if os.path.isfile(path)), None)
    if found is not None:
        return _real(found).parent
    return _real(cwd / entry).parent if entry.endswith((".py", ".pyw")) else None


def decode(data: bytes, python: bool) -> tuple[str, str, bytes]:
    """Text, encoding and byte order mark of a file's bytes. Raises ValueError when they are not text."""
    bom = _BOM if data.startswith(_BOM) else b""
    encoding = "utf-8"
    if python and not bom:
        try:
            encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        except SyntaxError as error:
            raise ValueError(str(error)) from error
    errors = "strict" if python else "surrogateescape"
    return data[len(bom) :].decode(encoding, errors), encoding, bom


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _read(path: Path) -> Document:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise NoEdit(f"{path.name} is too large to be changed")
        text, encoding, bom = decode(path.read_bytes(), path.suffix == ".py")
    except (OSError, ValueError) as error:
        raise NoEdit(f"{path.name} cannot be read") from error
    return Document(text, text, encoding, bom, on_disk=True)


def _recorded(path: Path, recorded: str) -> Document:
    """The file on disk when it is the one that ran, else the recorded text with its redacted lines marked."""
    found: Document | None = None
    with contextlib.suppress(NoEdit):
        found = _read(path)
    if found is not None and _same(found.text, recorded):
        return found
    hidden = frozenset(
        number for number, line in enumerate(split_lines(recorded), start=1) if REDACTED in line
    )
    return Document(recorded, recorded, hidden=hidden, stale=found is not None)


def _same(text: str, recorded: str) -> bool:
    """Whether a text is the recorded one, line by line, a redacted part standing for anything."""
    here, there = split_lines(text), split_lines(recorded)
    if len(here) != len(there):
        return False
    for one, other in zip(here, there, strict=True):
        one, other = one.rstrip("\r\n"), other.rstrip("\r\n")
        if one == other:
            continue
        if REDACTED not in other:
            return False
        pattern = ".*".join(re.escape(part) for part in other.split(REDACTED))
        if not re.fullmatch(pattern, one):
            return False
    return True
