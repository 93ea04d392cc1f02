"""Lets one of a service's processes record a failure that all of them meet."""

from __future__ import annotations

import os
import time
from pathlib import Path

FOLDER = "claims"
CLAIMS_MAX = 1000
# A claim whose evidence was not written by now belongs to a process that died over it.
UNFINISHED_S = 60.0


def take(folder: Path, fingerprint: str) -> bool:
    """Whether this process is to record the failure. Where no file can be made, every process is."""
    path = folder / FOLDER / fingerprint
    for _ in range(2):
        try:
            os.makedirs(path.parent, mode=0o700, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            if _holds(folder, path):
                return False
            path.unlink(missing_ok=True)
        except OSError:
            return True
        else:
            _limit(path.parent)
            return True
    return False


def fulfil(folder: Path, fingerprint: str, evidence: str) -> None:
    """Notes the evidence of a claim; when that is rotated away, the claim is void."""
    try:
        (folder / FOLDER / fingerprint).write_text(evidence, encoding="utf-8")
    except OSError:
        return


def _holds(folder: Path, path: Path) -> bool:
    try:
        name = path.read_text(encoding="utf-8")
        if name:
            return (folder / name).exists()
        return time.time() - path.stat().st_mtime < UNFINISHED_S
    except OSError:
        return False


def _limit(folder: Path) -> None:
    """Drops the oldest claims beyond the cap."""
    names = os.listdir(folder)
    if len(names) > CLAIMS_MAX:
        found = sorted((os.stat(folder / name).st_mtime, name) for name in names)
        for _, name in found[: len(names) - CLAIMS_MAX]:
            (folder / name).unlink(missing_ok=True)
