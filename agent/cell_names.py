"""How cells of a notebook are named: in the evidence, and for people."""

from __future__ import annotations

import re

_CELL = re.compile(r"<ipython-input-(\d+)>\.py(?::(\d+))?")


def name(number: int) -> str:
    """The file of a cell, as the evidence has it."""
    return f"<ipython-input-{number}>.py"


def said(text: str) -> str:
    """A text with the names of cells as people say them: Cell [3], line 2."""
    return _CELL.sub(lambda m: f"Cell [{m[1]}]" + (f", line {m[2]}" if m[2] else ""), text)
