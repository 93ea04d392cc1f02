"""The user's own files that took part in the run, and the settings files beside them."""

from __future__ import annotations

import os
import sys
from typing import Any

from . import paths, state

FILE_MAX = 64 * 1024
FILES_MAX = 20
SQL_MAX = 3
SETTINGS = (
    ".env",
    "pyproject.toml",
    "setup.cfg",
    "config.yaml",
    "config.yml",
    "config.toml",
    "settings.toml",
)


def collect(now: state.State) -> tuple[list[dict[str, Any]], list[str]]:
    """The files, not yet redacted: the entry, files of frames, other modules, settings; and what was cut."""
    wanted = _wanted(now)
    found: list[dict[str, Any]] = []
    cut: list[str] = []
    for path, reason in wanted.items():
        if len(found) == FILES_MAX:
            cut.append(f"source: only {FILES_MAX} of {len(wanted)} files")
            break
        try:
            with open(path, "rb") as stream:
                data = stream.read(FILE_MAX + 1)
        except OSError:
            continue
        if b"\0" in data:
            continue
        if len(data) > FILE_MAX:
            data = data[:FILE_MAX].rsplit(b"\n", 1)[0] + b"\n"
            cut.append(f"source: {now.paths.show(path)} after {FILE_MAX // 1024} KiB")
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        found.append({"file": now.paths.show(path), "text": text, "reason": reason})
    return [*found, *_cells(now)], cut


def _cells(now: state.State) -> list[dict[str, Any]]:
    """The cells that IPython ran, the newest last: they are no files, but Python can show their lines."""
    linecache = sys.modules.get("linecache")
    names = [name for name in getattr(linecache, "cache", ()) if paths.is_cell(name)]
    found = []
    for name in names[-FILES_MAX:]:
        text = "".join(linecache.getlines(name))  # type: ignore[union-attr]
        if 0 < len(text) <= FILE_MAX:
            found.append({"file": now.paths.show(name), "text": text, "reason": "cell"})
    return found


def _wanted(now: state.State) -> dict[str, str]:
    wanted: dict[str, str] = {}

    def add(path: str | None, reason: str) -> None:
        if path and not path.startswith("<") and os.path.isfile(path) and paths.is_user(path):
            wanted.setdefault(os.path.realpath(path), reason)

    add(main_file(now), "entry")
    for path in list(now.frame_files):
        add(path, "frame")
    for module in program_modules(now):
        add(module.__file__, "module")
    for folder in dict.fromkeys((now.paths.root, os.getcwd())):
        for name in _settings(folder):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                wanted.setdefault(os.path.realpath(path), "settings")
    return wanted


def main_file(now: state.State) -> str | None:
    """The file that runs as `__main__`, whose name Python has forgotten when exit handlers run."""
    file = getattr(sys.modules.get("__main__"), "__dict__", {}).get("__file__")
    for path in (file, now.settings.entry if now.settings.main else None, sys.argv[0] if sys.argv else None):
        if isinstance(path, str) and os.path.isfile(path):
            return os.path.abspath(path)
    return None


def program_modules(now: state.State) -> list[Any]:
    """The loaded modules that are files of the program's own folder."""
    if now.modules is not None and now.modules[0] == len(sys.modules):
        return now.modules[1]
    bases = _bases(now)
    found: list[Any] = []
    count = len(sys.modules)
    for module in list(sys.modules.values()):
        # Not getattr: modules that load their parts lazily would import them now.
        file = getattr(module, "__dict__", {}).get("__file__")
        # Plain text first: a thousand modules of libraries are not worth a look at the disk each.
        if isinstance(file, str) and file.startswith(bases) and file.endswith(".py") and paths.is_user(file):
            found.append(module)
    now.modules = (count, found)
    return found


def _settings(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    scripts = [n for n in names if n.endswith(".sql")][:SQL_MAX]
    wanted = [n for n in names if n in SETTINGS or (n.startswith("requirements") and n.endswith(".txt"))]
    return wanted + scripts


def _bases(now: state.State) -> tuple[str, ...]:
    """Folders in which files are the program's own, in both spellings where a link leads to them."""
    cwd = os.getcwd()
    entry = os.path.dirname(now.settings.entry) if now.settings.entry else cwd
    found = {now.paths.root, cwd, os.path.realpath(cwd), entry, os.path.abspath(sys.path[0] or cwd)}
    return tuple(base.rstrip(os.sep) + os.sep for base in found if base not in ("", os.sep))
