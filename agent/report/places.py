"""Where a file of the report lies for a reader in another folder, such as the root of a checkout."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from urllib.parse import quote

# Characters that a path may hold and a URI may not, lone surrogates among them, become percent escapes.
_SAFE = "/-._~!$&'()*+,;=@"


def below(file: str, folder: str, root: str) -> tuple[str, bool]:
    """`file` of a report whose folder is `folder`, and whether the path returned starts at `root`.

    A file outside of `root` keeps its full path, or its own where no folder is known.
    """
    if not folder or not root:
        return file, not os.path.isabs(file)
    full = os.path.normpath(os.path.join(folder, file))
    try:
        near = os.path.relpath(full, root)
    except ValueError:  # another drive of Windows
        return full, False
    return (full, False) if near.split(os.sep)[0] == ".." else (near, True)


def relative_uri(path: str) -> str:
    """A relative path as a URI reference."""
    return quote(PurePath(path).as_posix().encode("utf-8", "surrogatepass"), safe=_SAFE)


def uri(path: str) -> str:
    """A full path as a file URI; a relative one as a reference."""
    if not os.path.isabs(path):
        return relative_uri(path)
    posix = Path(path).as_posix()
    return "file://" + ("" if posix.startswith("/") else "/") + relative_uri(posix)
