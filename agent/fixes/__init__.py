"""Named edits of source text. The YAML of an entry refers to an edit by its name.

An edit is a plain function `f(project, at, *, name=..., ...) -> None` registered by the `edit` decorator. It
changes the in-memory `Project` (never the disk) and raises NoEdit where it finds nothing to change. `at` says
where the checks found the fault; the named arguments are those of the entry's `with` and, where it gives
none, the bindings of the checks that held (see `build`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Edit = Callable[..., None]
_REGISTRY: dict[str, Edit] = {}
_PASSING_OVER: set[str] = set()


class NoEdit(Exception):
    """The edit found nothing it may change; the message says what it looked for."""


@dataclass(frozen=True)
class At:
    """Where the fault is, as far as the checks know; `file` is as in the evidence, the names may be globs."""

    file: str | None = None
    line: int | None = None
    end_line: int | None = None
    node: str | None = None
    node_type: str | None = None
    model: str | None = None
    api: str | None = None
    operation: str | None = None


def edit(function: Edit) -> Edit:
    """Register an edit under its function name. Raises ValueError when the name is taken."""
    name = function.__name__
    if name in _REGISTRY:
        raise ValueError(f"two edits are named {name!r}; rename one of them.")
    _REGISTRY[name] = function
    return function


def passes_over(function: Edit) -> Edit:
    """Mark an edit that makes a program go on without the cause being gone, so that a run proves nothing."""
    _PASSING_OVER.add(function.__name__)
    return function


def only_passes_over(name: str) -> bool:
    """Whether the edit of this name is marked so."""
    return name in _PASSING_OVER


def registered() -> dict[str, Edit]:
    """Every edit by name; the modules of this folder are imported at the first call."""
    import importlib
    import pkgutil

    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("edits_"):
            importlib.import_module(f"{__name__}.{module.name}")
    return dict(_REGISTRY)
