"""Which files are the user's own, and how a path is written in the evidence."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

LIBRARY_MODULES = ("dataflow", "kailash", "kaizen", "nexus")
_STDLIB = os.path.realpath(os.path.dirname(os.__file__))
_CAPTURE = os.path.dirname(os.path.abspath(__file__))
# Capture and the ways in beside it, as loaded and where links lead.
_OURS = tuple(
    folder(os.path.join(os.path.dirname(_CAPTURE), name)) + os.sep
    for name in ("capture", "hooks")
    for folder in (os.path.abspath, os.path.realpath)
)
_SITE = ("/site-packages/", "/dist-packages/")


def root_of(entry: str | None) -> str:
    """The program's folder: that of its file, or the working folder when it is a module or a command."""
    if entry and os.path.isfile(entry):
        return os.path.realpath(os.path.dirname(os.path.abspath(entry)))
    return os.path.realpath(os.getcwd())


def is_ours(code: Any) -> bool:
    """Whether a frame's code is capture's own, or the import system's."""
    file = code.co_filename
    return code in OWN_CODE or file == INTERNAL or file.startswith(_OURS)


# Python leaves frames of this file out of the stack level of warnings and out of import errors, so wrappers
# that carry it do not change what the user sees.
INTERNAL = "<frozen importlib._bootstrap_external>"
# The code of every wrapper, whatever file it claims to be from.
OWN_CODE: set[Any] = set()

_user_cache: dict[str, bool] = {}
_stdlib_cache: dict[str, bool] = {}


def is_user(file: str) -> bool:
    """Whether a code file is the user's: not the standard library's, not an installed package's, not ours."""
    known = _user_cache.get(file)
    if known is None:
        known = _user_cache[file] = _is_user(file)
    return known


def _is_user(file: str) -> bool:
    if not file:
        return False
    if file.startswith("<"):
        return is_cell(file)
    if not os.path.isabs(file) and not os.path.isfile(file):
        # Compiled extensions name the source they were built from.
        return False
    # As written first: following links of a thousand library files takes a tenth of a second.
    for path in (file, os.path.realpath(file)):
        slashed = path.replace("\\", "/")
        if any(part in slashed for part in _SITE) or path.startswith((_STDLIB + os.sep, *_OURS)):
            return False
    return not is_script(file)


def is_script(file: str) -> bool:
    """Whether a file is a command of the environment, such as `pytest`."""
    scripts = (os.path.dirname(sys.executable), os.path.realpath(os.path.dirname(sys.executable)))
    return os.path.dirname(os.path.realpath(file)) in (*scripts, os.path.join(sys.prefix, "bin"))


def is_cell(file: str) -> bool:
    """Whether a code file is a cell that IPython or its kernel ran; it need not exist."""
    return file.startswith("<ipython-input") or "/ipykernel_" in file.replace("\\", "/")


def is_user_frame(frame: FrameType, root: str | None = None) -> bool:
    """Whether a frame runs the user's code; `root` is the program's folder."""
    file = frame.f_code.co_filename
    name = frame.f_globals.get("__name__")
    if file in ("<stdin>", "<string>"):
        # Code of `python -c`; generated methods of libraries carry the same file but another module.
        return bool(name == "__main__")
    if not is_user(file):
        return False
    # A file of the user's that is called dataflow.py hides the library: that one is the user's.
    return not is_dataflow_module(name) or os.path.dirname(os.path.realpath(file)) == root


def is_stdlib(file: str) -> bool:
    """Whether a code file belongs to Python itself."""
    known = _stdlib_cache.get(file)
    if known is None:
        known = _stdlib_cache[file] = _is_stdlib(file)
    return known


def _is_stdlib(file: str) -> bool:
    if file.startswith("<frozen"):
        return True
    real = os.path.realpath(file)
    return real.startswith(_STDLIB + os.sep) and not any(part in real.replace("\\", "/") for part in _SITE)


def is_dataflow_module(name: object) -> bool:
    """Whether a module name is one of Kailash's or DataFlow's own."""
    return isinstance(name, str) and name.split(".", 1)[0] in LIBRARY_MODULES


class Paths:
    """Writes paths below the program's folder relative to it, those of libraries from their package on."""

    def __init__(self, root: str) -> None:
        self.root = os.path.realpath(root)
        self._shown: dict[str, str] = {}

    def show(self, file: str) -> str:
        """The path as the evidence has it."""
        shown = self._shown.get(file)
        if shown is None:
            shown = self._shown[file] = self._show(file)
        return shown

    def _show(self, file: str) -> str:
        if file.startswith("<") or (not os.path.isabs(file) and not os.path.isfile(file)):
            return file
        real = os.path.realpath(os.path.abspath(file))
        slashed = real.replace("\\", "/")
        for part in _SITE:
            if part in slashed:
                return "site-packages/" + slashed.split(part, 1)[1]
        if real.startswith(_STDLIB + os.sep):
            version = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/"
            return version + os.path.relpath(real, _STDLIB).replace("\\", "/")
        for base in (self.root, os.path.realpath(os.getcwd()) if _cwd_exists() else self.root):
            if real == base or real.startswith(base + os.sep):
                return os.path.relpath(real, base).replace("\\", "/")
        return slashed

    def prefixes(self) -> list[tuple[str, str]]:
        """Folders of libraries as they stand in messages, and how to write them."""
        found = [(os.path.abspath(e) + os.sep, "site-packages/") for e in sys.path if e.endswith("-packages")]
        version = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/"
        return [*found, (_STDLIB + os.sep, version), (os.path.dirname(os.__file__) + os.sep, version)]


def _cwd_exists() -> bool:
    try:
        os.getcwd()
    except OSError:
        return False
    return True
