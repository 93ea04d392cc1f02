"""Sees dicts and lists change behind somebody's back: rows that Express hands out again, dicts it was given."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# So many rows of one answer are looked at, and so many objects are remembered in all.
ROWS_MAX = 40
KEPT_MAX = 400
# Under this name a list that has other rows, or has them in another order, is told.
ROWS = "<rows>"
_PLAIN = frozenset((str, int, float, bool, bytes, type(None)))


class Handed:
    """Rows and lists that were handed out, with what they held then.

    The objects are kept alive so that an id cannot come to mean another one; a cache keeps them anyway.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, dict[str, Any]]] = {}

    def altered(self, result: Any) -> list[str]:
        """The keys under which something else stands than when the same objects were first handed out.

        A key that was not there at all is told with a plus sign before it.
        """
        listed = type(result) is list
        found: dict[str, None] = {}
        for one in [result, *result[:ROWS_MAX]] if listed else [result]:
            if type(one) not in (dict, list):
                continue
            held, known = _held(one), self._known.pop(id(one), None)
            if known is not None and known[0] is one:
                found.update(dict.fromkeys(_differing(known[1], held)))
                held = known[1]
            self._known[id(one)] = (one, held)
        while len(self._known) > KEPT_MAX:
            del self._known[next(iter(self._known))]
        return list(found)


def _held(one: Any) -> dict[str, Any]:
    """What a row or a list holds, so that a later change of it shows."""
    if type(one) is list:
        return {ROWS: (len(one), [id(row) for row in one[:ROWS_MAX]])}
    return {str(k): v if type(v) in _PLAIN else repr(v) for k, v in one.items()}


def _differing(then: dict[str, Any], now: dict[str, Any]) -> list[str]:
    changed = [name for name, value in then.items() if name not in now or now[name] != value]
    return changed + [f"+{name}" for name in now if name not in then]


def keys_of(bound: dict[str, Any]) -> list[tuple[str, Any, frozenset[Any]]]:
    """The dicts among the arguments of a call, each with its name and the keys it has."""
    return [(name, value, frozenset(value)) for name, value in bound.items() if type(value) is dict]


def added(given: list[tuple[str, Any, frozenset[Any]]]) -> dict[str, list[str]]:
    """The keys that a call put into dicts it was given, by the argument's name."""
    found = {name: [str(key) for key in value if key not in before] for name, value, before in given}
    return {name: keys for name, keys in found.items() if keys}
