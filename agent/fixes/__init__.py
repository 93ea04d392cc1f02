"""Named edits of source text. The YAML of an entry refers to an edit by its name.

An edit is a plain function `f(project, **arguments) -> None` registered by the `edit` decorator; it changes
the in-memory `Project` (never the disk) and raises NoEdit where it finds nothing to change. Its arguments
are the entry's `with`, overlaid on the bindings of the checks that held.
"""

from __future__ import annotations

from collections.abc import Callable

Edit = Callable[..., None]
_REGISTRY: dict[str, Edit] = {}


class NoEdit(Exception):
    """The edit found nothing it may change; the message says what it looked for."""


def edit(function: Edit) -> Edit:
    """Register an edit under its function name. Raises ValueError when the name is taken."""
    name = function.__name__
    if name in _REGISTRY:
        raise ValueError(f"two edits are named {name!r}; rename one of them.")
    _REGISTRY[name] = function
    return function


def registered() -> dict[str, Edit]:
    """Every edit by name; the modules of this folder are imported at the first call."""
    import importlib
    import pkgutil

    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(_REGISTRY)
