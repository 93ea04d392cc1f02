"""Copies of the user's project in which a fix can be tried without touching anything of theirs."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dataflow_debugger.agent.fixes.project import NOT_THE_USERS
from dataflow_debugger.agent.launch import Target

FILES_MAX = 4000
BYTES_MAX = 64 * 1024 * 1024
DATABASE_MAX = 256 * 1024 * 1024
TEXT_MAX = 1024 * 1024
SKIPPED = NOT_THE_USERS | {
    "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".idea", ".vscode", ".hypothesis", ".eggs",
    ".nox", ".cache", "htmlcov",
}  # fmt: skip
TEXTS = {".py", ".pyw", ".toml", ".ini", ".cfg", ".yaml", ".yml", ".json", ".env", ".txt", ".conf", ""}
DATABASES = (".db", ".sqlite", ".sqlite3", ".db3")
_NAMED = re.compile(r"(?<![\w.\-}])(/[\w./\- ]*?[\w\-]\.(?:db3?|sqlite3?))\b")
# Their values are places of programs, not of data; a copy has none of these.
KEPT_VARIABLES = frozenset({"VIRTUAL_ENV", "PATH", "PYTHONHOME", "CONDA_PREFIX", "HOME"})


class CannotCopy(Exception):
    """The project cannot be copied; the message is one sentence for the user."""


@dataclass
class Scratch:
    """A copy of a project as it was before the program ran, and a folder in which to try things on it.

    `root` is the project's folder, `cwd` the one the program was started in. Close it when done.
    """

    root: Path
    cwd: Path
    folder: tempfile.TemporaryDirectory[str]
    files: int = 0
    outside: dict[str, Path] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, cwd: Path) -> Scratch:
        """Copy the user's own files. Raises CannotCopy when they are too many, or no project of its own."""
        root, cwd = Path(os.path.realpath(root)), Path(os.path.realpath(cwd))
        if str(root) in (root.anchor, os.path.expanduser("~")):
            raise CannotCopy(f"The program lies in {root}, which is no project folder that can be copied.")
        if not root.is_relative_to(cwd) and not cwd.is_relative_to(root):
            cwd = root
        made = cls(root, cwd, tempfile.TemporaryDirectory(prefix="dfdbg-verify-", ignore_cleanup_errors=True))
        try:
            made.files = _copy(root, made.base)
        except OSError as error:
            made.close()
            raise CannotCopy(f"The project cannot be copied: {error.strerror or error}.") from error
        except CannotCopy:
            made.close()
            raise
        for path in made._named_databases():
            made._take_outside(path)
        return made

    def close(self) -> None:
        self.folder.cleanup()

    def __enter__(self) -> Scratch:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def base(self) -> Path:
        return Path(self.folder.name) / "before"

    @property
    def work(self) -> Path:
        """Where the copy of the project is while something is tried; it has the place of `root`."""
        depth = self.root.relative_to(self.cwd).parts if self.root.is_relative_to(self.cwd) else ()
        return Path(self.folder.name).joinpath("now", *depth)

    @property
    def work_cwd(self) -> Path:
        """The folder to start the program in."""
        if self.cwd.is_relative_to(self.root):
            return self.work / self.cwd.relative_to(self.root)
        return Path(self.folder.name) / "now"

    def fresh(self, changes: Mapping[str, bytes]) -> None:
        """Make the copy anew with some files changed; paths of the project in texts lead into the copy."""
        shutil.rmtree(Path(self.folder.name) / "now", ignore_errors=True)
        self.work.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.base, self.work, symlinks=True)
        for name, data in changes.items():
            target = self.work / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        for path in _texts(self.work):
            _redirect(path, self.places())
        self.work_cwd.mkdir(parents=True, exist_ok=True)

    def places(self) -> list[tuple[str, str]]:
        """Absolute paths of the user and where they lie in the copy, the longest first."""
        found = [(str(self.root), str(self.work)), *((old, str(new)) for old, new in self.outside.items())]
        return sorted(found, key=lambda pair: -len(pair[0]))

    def _named_databases(self) -> set[Path]:
        """Database files outside the project whose path stands in its texts or in the environment."""
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in _texts(self.base)]
        texts += [value for name, value in os.environ.items() if name not in KEPT_VARIABLES]
        found = {
            Path(os.path.normpath("/" + name.lstrip("/"))) for text in texts for name in _NAMED.findall(text)
        }
        return {path for path in found if not path.is_relative_to(self.root)}

    def _take_outside(self, path: Path) -> None:
        """Let a database that the program names by its path lie in the copy, as it is now."""
        target = Path(self.folder.name) / "outside" / str(len(self.outside)) / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size <= DATABASE_MAX:
            shutil.copy2(path, target)
        self.outside[str(path)] = target

    def environment(self, more: Iterable[Path] = ()) -> dict[str, str]:
        """The user's environment with paths of the project leading into the copy, which comes first for imports."""
        made = {}
        for name, value in os.environ.items():
            made[name] = value if name in KEPT_VARIABLES else _replaced(value, self.places())
        roots = [*more, self.work, *([self.work / "src"] if (self.work / "src").is_dir() else [])]
        before = made.get("PYTHONPATH")
        made["PYTHONPATH"] = os.pathsep.join([*map(str, roots), *([before] if before else [])])
        made["PWD"] = str(self.work_cwd)
        return made

    def target(self, target: Target) -> Target:
        """The same command, with paths of the project leading into the copy."""
        command = [self._word(word) for word in target.command]
        if command and os.sep in target.command[0] and (self.cwd / target.command[0]).exists():
            # The interpreter of a virtual environment inside the project was not copied.
            command[0] = str(self.cwd / target.command[0])
        program = self._word(target.program) if target.program is not None else None
        return replace(target, program=program, command=command, args=[self._word(w) for w in target.args])

    def _word(self, word: str) -> str:
        return _replaced(word, self.places())


def _copy(root: Path, base: Path) -> int:
    """Copy what belongs to the user, links as the files they lead to. Raises CannotCopy over the limits."""
    files = size = 0
    base.mkdir(parents=True)
    for folder, names, entries in os.walk(root):
        names[:] = [name for name in names if name not in SKIPPED and not name.endswith(".egg-info")]
        inside = Path(folder).relative_to(root)
        names[:] = [name for name in names if not (Path(folder) / name / "pyvenv.cfg").exists()]
        (base / inside).mkdir(exist_ok=True)
        for name in entries:
            path = Path(folder) / name
            if not path.is_file():
                continue
            bytes_ = path.stat().st_size
            if name.endswith(DATABASES) and bytes_ > DATABASE_MAX:
                raise CannotCopy(f"The database {name} is too large to be copied for a trial.")
            files, size = files + 1, size + (0 if name.endswith(DATABASES) else bytes_)
            if files > FILES_MAX or size > BYTES_MAX:
                limit = f"{FILES_MAX} files or {BYTES_MAX >> 20} MiB"
                raise CannotCopy(f"The project has more than {limit}, too much for a trial copy.")
            shutil.copy2(path, base / inside / name)
    return files


def _texts(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix in TEXTS and path.is_file() and path.stat().st_size <= TEXT_MAX:
            yield path


def _redirect(path: Path, places: list[tuple[str, str]]) -> None:
    data = path.read_bytes()
    if not any(old.encode() in data for old, _ in places):
        return
    try:
        path.write_text(_replaced(data.decode("utf-8"), places), encoding="utf-8", newline="")
    except UnicodeDecodeError:
        return


def _replaced(text: str, places: list[tuple[str, str]]) -> str:
    """The text with whole paths replaced; a path inside a virtual environment of the project stays."""
    for old, new in places:
        if old in text:
            kept = "|".join(re.escape(name) for name in sorted(NOT_THE_USERS))
            pattern = rf"(?<![\w.-]){re.escape(old)}(?![\w.-])(?!/(?:{kept})(?:/|$))"
            text = re.sub(pattern, lambda _, new=new: new, text)  # type: ignore[misc]
    return text
