"""Reading shapes: the JSON values in which capture keeps the form of a value without the value."""

from __future__ import annotations

import json
import re
from typing import Any

_LEAF = re.compile(r"^<([\w.]+)(?::(\d+))?>$")
_CUT = re.compile(r"^<\+(\d+)>$")


def shape_text(shape: Any) -> str:
    """A shape as text: a leaf as it is, anything else as JSON."""
    return shape if isinstance(shape, str) else json.dumps(shape, default=str)


def find_key(shape: Any, path: str) -> tuple[bool, Any]:
    """Whether a dotted path exists in nested dicts and the lists between them, and its value."""
    current = [shape]
    for part in path.split("."):
        found = []
        for one in current:
            for item in one if isinstance(one, list) else [one]:
                if isinstance(item, dict) and part in item:
                    found.append(item[part])
        if not found:
            return False, None
        current = found
    return True, current[0]


def leaf_type(shape: Any) -> str | None:
    """The Python type a shape stands for: `<str:5>` is str, a dict is dict; None when it cannot be told."""
    if isinstance(shape, dict):
        return "dict"
    if isinstance(shape, list):
        return "list"
    if isinstance(shape, str):
        found = _LEAF.match(shape)
        if found:
            return "NoneType" if found.group(1) == "None" else found.group(1)
        return "str"
    return type(shape).__name__


def length(shape: Any) -> int | None:
    """The number of items of a list's shape, with those that were cut."""
    if not isinstance(shape, list):
        return None
    cut = _CUT.match(shape[-1]) if shape and isinstance(shape[-1], str) else None
    return len(shape) - 1 + int(cut.group(1)) if cut else len(shape)


def keys(shape: Any) -> list[str]:
    """The keys of a dict's shape, or of the dicts in a list's."""
    if isinstance(shape, dict):
        return [str(key) for key in shape]
    if isinstance(shape, list):
        return list(dict.fromkeys(key for item in shape if isinstance(item, dict) for key in keys(item)))
    return []
