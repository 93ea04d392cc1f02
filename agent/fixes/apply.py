"""Writing a patch into the user's files, with a way back."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dataflow_debugger.agent.fixes import NoEdit
from dataflow_debugger.agent.fixes.build import Patch

MANIFEST = "manifest.json"
KEPT = 20
_PLACEHOLDER = re.compile(r"<[A-Z][A-Z0-9_ -]{2,}>|\b(?:TODO|FIXME|CHANGE_?ME|YOUR_[A-Z_]+|REPLACE_ME)\b")


class ApplyError(Exception):
    """The patch cannot be applied, or not be undone; the message is one sentence for the user."""


@dataclass(frozen=True)
class Applied:
    """What was written: the files by their paths below `root`, and the folder of their backup."""

    root: Path
    files: tuple[str, ...]
    backup: Path


def needs_a_look(patch: Patch) -> bool:
    """Whether a person has to see the patch first: it is unsafe, or leaves something to fill in."""
    return patch.fix.safety != "safe" or has_placeholder(patch)


def has_placeholder(patch: Patch) -> bool:
    """Whether a line that the patch adds leaves something to fill in."""
    for change in patch.changes:
        before = set((change.before or "").splitlines())
        added = (line for line in change.after.splitlines() if line not in before)
        if any(_PLACEHOLDER.search(line) for line in added):
            return True
    return False


def choose(patches: Sequence[Patch], *, number: int | None = None, safe_only: bool = False) -> Patch:
    """The fix to apply: that of the list's number (from 1), else the first that changes files.

    Raises ApplyError when there is none, or when `safe_only` forbids it.
    """
    if number is not None:
        if not 1 <= number <= len(patches):
            count = f"There are {len(patches)} fixes" if len(patches) != 1 else "There is one fix"
            raise ApplyError(f"There is no fix {number}. {count}.")
        patch = patches[number - 1]
        if not patch.changes:
            raise ApplyError(f"Fix {number} changes no file: {patch.fix.command or patch.fix.title}")
        if safe_only and needs_a_look(patch):
            raise ApplyError(f"Fix {number} needs a person's look; leave out --safe-only to apply it.")
        return patch
    for patch in patches:
        if patch.changes and not (safe_only and needs_a_look(patch)):
            return patch
    raise ApplyError("No safe fix changes a file." if safe_only else "No fix changes a file.")


def check(patch: Patch) -> None:
    """Raises ApplyError when a file is not as it was when the program ran, or is not known as it is."""
    for change in patch.changes:
        path = patch.project.root / change.path
        if change.before is None:
            if path.exists():
                raise ApplyError(f"{change.path} exists by now; nothing was written.")
            continue
        if not patch.project.written_down(change.path):
            raise ApplyError(f"{change.path} is not as it was when the program ran; run it again first.")
        if _bytes(path) != patch.project.bytes_of(change.path, change.before):
            raise ApplyError(
                f"{change.path} has changed since the run; nothing was written. Run it again first."
            )


def apply(patch: Patch, *, state: Path | None = None) -> Applied:
    """Write a patch: all of its files or none. Raises ApplyError.

    Bytes before are kept in `state` (by default the user's state folder) until `undo` puts them back.
    """
    check(patch)
    root = patch.project.root
    try:
        new = {c.path: patch.project.bytes_of(c.path, c.after) for c in patch.changes}
    except NoEdit as error:
        raise ApplyError(f"The patch cannot be written: {error}.") from error
    backup = _backup(patch, new, state or state_folder())
    done: list[str] = []
    try:
        for name, data in new.items():
            _write(root / name, data)
            done.append(name)
    except OSError as error:
        with contextlib.suppress(OSError):
            _restore(root, _manifest(backup), backup, done)
        raise ApplyError(f"{name} cannot be written: {error.strerror}; nothing was changed.") from error
    return Applied(root, tuple(new), backup)


def undo(root: Path, *, state: Path | None = None) -> tuple[str, ...]:
    """Put back what the last patch of this program changed, byte for byte. Raises ApplyError."""
    root = Path(os.path.realpath(root))
    backups = _backups(root, state or state_folder())
    if not backups:
        raise ApplyError(f"No fix was applied in {root} that could be undone.")
    backup, manifest = backups[-1], _manifest(backups[-1])
    for name, entry in manifest["files"].items():
        if _digest(_bytes(root / name)) != entry["after"]:
            raise ApplyError(
                f"{name} has changed since the fix was applied; the copy from before is in {backup}."
            )
    try:
        _restore(root, manifest, backup, list(manifest["files"]))
    except OSError as error:
        raise ApplyError(f"The files cannot be put back: {error.strerror}; they are in {backup}.") from error
    shutil.rmtree(backup, ignore_errors=True)
    return tuple(manifest["files"])


def git_note(root: Path, files: Sequence[str]) -> str | None:
    """A sentence when git knows changes of these files that are not committed, or None."""
    try:
        done = subprocess.run(
            ["git", "status", "--porcelain", "--", *files],
            cwd=root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    changed = [line[3:] for line in done.stdout.splitlines() if not line.startswith("??")]
    if done.returncode != 0 or not changed:
        return None
    return f"Not committed before the fix: {', '.join(changed)}."


def state_folder() -> Path:
    """Where backups are kept: DATAFLOW_DEBUG_STATE, else below XDG_STATE_HOME, else `~/.local/state`."""
    own = os.environ.get("DATAFLOW_DEBUG_STATE")
    if own:
        return Path(own)
    shared = os.environ.get("XDG_STATE_HOME")
    try:
        base = Path(shared) if shared else Path.home() / ".local" / "state"
    except RuntimeError as error:
        # Path.home() fails for a user without a home folder, as in some containers.
        raise ApplyError("There is no home folder to keep a backup in; set DATAFLOW_DEBUG_STATE.") from error
    return base / "dataflow-debugger"


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ApplyError(f"{path} cannot be read: {error.strerror}.") from error


def _digest(data: bytes | None) -> str | None:
    return hashlib.sha256(data).hexdigest() if data is not None else None


def _of_root(root: Path, state: Path) -> Path:
    return state / "backups" / hashlib.sha256(str(root).encode()).hexdigest()[:16]


def _backups(root: Path, state: Path) -> list[Path]:
    folder = _of_root(root, state)
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if (path / MANIFEST).is_file())


def _manifest(backup: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ApplyError(f"The backup {backup} is damaged.") from error
    return found


def _backup(patch: Patch, new: dict[str, bytes], state: Path) -> Path:
    """The bytes before, and what is needed to know them again."""
    root = patch.project.root
    stamp = time.strftime("%Y%m%d-%H%M%S") + f"-{time.time_ns() % 10**9:09d}"
    backup = _of_root(root, state) / stamp
    files: dict[str, dict[str, Any]] = {}
    try:
        backup.mkdir(parents=True)
        for name, data in new.items():
            path = root / name
            before = _bytes(path)
            files[name] = {"before": _digest(before), "after": _digest(data)}
            if before is not None:
                target = backup / "files" / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, target)
        text = json.dumps({"root": str(root), "title": patch.fix.title, "files": files}, indent=1)
        (backup / MANIFEST).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ApplyError(
            f"No backup can be kept in {state}: {error.strerror}; nothing was written."
        ) from error
    for old in _backups(root, state)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return backup


def _write(path: Path, data: bytes) -> None:
    """Replace a file in one step, with the mode it had."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, name)
        else:
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask)
        os.replace(name, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _restore(root: Path, manifest: dict[str, Any], backup: Path, names: Sequence[str]) -> None:
    for name in names:
        if manifest["files"][name]["before"] is None:
            (root / name).unlink(missing_ok=True)
        else:
            _write(root / name, (backup / "files" / name).read_bytes())
