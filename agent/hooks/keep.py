"""Evidence of failures kept on disk, below `.dataflow/debug/` of the folder a program was started in.

Standard library only, because it runs in the user's process. Nothing here raises: a program that fails must
not fail once more because its evidence cannot be kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = ".dataflow/debug"
FILES_MAX = 30
BYTES_MAX = 4 * 1024 * 1024
# A file that was begun and never finished, because its process was killed, goes after this long.
UNFINISHED_S = 600.0
_SUFFIX = ".json"
_PART = ".part"


def place(start: str | Path | None = None) -> Path:
    """The folder for evidence of a program started in `start`, by default the working folder.

    `DATAFLOW_DEBUG_DIR` names another one.
    """
    named = os.environ.get("DATAFLOW_DEBUG_DIR")
    if named:
        return Path(os.path.abspath(named))
    return Path(os.path.abspath(start or os.curdir)) / FOLDER


def spare(folder: Path) -> Path:
    """Where evidence goes when `folder` cannot be written: below the user's state folder, one for each folder."""
    base = os.environ.get("XDG_STATE_HOME") or os.path.join(os.path.expanduser("~"), ".local", "state")
    if not os.path.isabs(base):
        base = tempfile.gettempdir()
    mark = hashlib.sha256(str(folder).encode("utf-8", "replace")).hexdigest()[:12]
    return Path(base) / "dataflow-debugger" / "debug" / mark


def keep(evidence: dict[str, Any], folder: str | Path | None = None) -> Path | None:
    """Writes evidence in one step, readable by its owner only, and drops the oldest beyond the caps.

    Returns its file, or None when it cannot be kept anywhere. Evidence is redacted before it comes here.
    """
    try:
        from dataflow_debugger.agent.capture import write

        data = write.dump(evidence)
    except Exception:
        return None
    wanted = Path(folder) if folder is not None else place()
    for where in (wanted, spare(wanted)):
        try:
            _prepare(where)
            path = _write(where, data)
            _rotate(where)
            return path
        except Exception:
            continue
    return None


def _prepare(folder: Path) -> None:
    """Makes the folder, closed to others and ignored by git. Raises OSError when it is not ours."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != os.getuid()):
        raise OSError(f"{folder} is not a folder of this user")
    if stat.S_IMODE(found.st_mode) & 0o077:
        os.chmod(folder, 0o700)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        handle = os.open(ignore, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(b"*\n")


def _write(folder: Path, data: bytes) -> Path:
    """A name that sorts by time and is no other process's or thread's."""
    handle, part = tempfile.mkstemp(suffix=_PART, prefix="", dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        seconds = time.time()
        when = time.strftime("%Y%m%dT%H%M%S", time.gmtime(seconds))
        mark = Path(part).name[: -len(_PART)]
        path = folder / f"{when}.{int(seconds % 1 * 1e6):06d}-{os.getpid()}-{mark}{_SUFFIX}"
        os.replace(part, path)
    except BaseException:
        _remove(part)
        raise
    return path


def _rotate(folder: Path) -> None:
    """The newest stay, within both caps; the newest of all always."""
    left = BYTES_MAX
    for number, path in enumerate(_files(folder)):
        try:
            left -= path.stat().st_size
        except OSError:
            continue
        if number and (number >= FILES_MAX or left < 0):
            _remove(path)
    for name in os.listdir(folder):
        path = folder / name
        if name.endswith(_PART) and _age(path) > UNFINISHED_S:
            _remove(path)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _remove(path: str | Path) -> None:
    try:
        os.unlink(path)
    except OSError:
        return


def _files(folder: Path) -> list[Path]:
    """Kept evidence, newest first."""
    try:
        names = [name for name in os.listdir(folder) if name.endswith(_SUFFIX)]
    except OSError:
        return []
    return [folder / name for name in sorted(names, reverse=True)]


def files(folder: str | Path | None = None) -> list[Path]:
    """The files of kept evidence, newest first, those of the spare folder among them."""
    wanted = Path(folder) if folder is not None else place()
    found = [*_files(wanted), *_files(spare(wanted))]
    return sorted(found, key=lambda path: path.name, reverse=True)


def newest(folder: str | Path | None = None) -> Path | None:
    """The file of the newest evidence, or None."""
    return next(iter(files(folder)), None)


def forget(path: str | Path) -> None:
    """Takes one kept evidence away again."""
    _remove(path)


def listing(folder: str | Path | None = None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Kept evidence, newest first, each with its file; one that cannot be read is left out."""
    for path in files(folder):
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(found, dict):
            yield path, found
