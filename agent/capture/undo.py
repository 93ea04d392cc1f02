"""Remembers what capture replaced in other modules, so that all of it can be put back."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_MISSING: Any = object()
_done: list[Callable[[], object]] = []


def put(owner: Any, name: str, value: Any) -> None:
    """Sets an attribute; `put_back` restores it unless somebody has put their own over ours meanwhile."""
    before = vars(owner).get(name, _MISSING)
    setattr(owner, name, value)

    def back() -> None:
        if vars(owner).get(name) is not value:
            return
        if before is _MISSING:
            delattr(owner, name)
        else:
            setattr(owner, name, before)

    _done.append(back)


def later(back: Callable[[], object]) -> None:
    """Has `back` called by `put_back`."""
    _done.append(back)


def put_back() -> None:
    """Undoes everything, the newest first."""
    while _done:
        try:
            _done.pop()()
        except Exception:
            # A module that is being taken apart has nothing left to put back.
            continue
