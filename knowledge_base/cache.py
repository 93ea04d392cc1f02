"""The folder for what can be computed again: parsed entries and the vector store."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def cache_folder() -> Path:
    """Where the tool caches: `DATAFLOW_DEBUG_CACHE`, else below `XDG_CACHE_HOME`, else `~/.cache`.

    The folder may not exist, and may not be writable; the caller copes.
    """
    own = os.environ.get("DATAFLOW_DEBUG_CACHE")
    if own:
        return Path(own)
    shared = os.environ.get("XDG_CACHE_HOME")
    try:
        base = Path(shared) if shared else Path.home() / ".cache"
    except RuntimeError:
        # Path.home() fails for a user without a home folder, as in some containers.
        base = Path(tempfile.gettempdir())
    return base / "dataflow-debugger"


def write_atomically(path: Path, text: str) -> bool:
    """Write `text` so that another process sees the old file or the whole new one; False when it failed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
            os.replace(name, path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            return False
    except OSError:
        return False
    return True
