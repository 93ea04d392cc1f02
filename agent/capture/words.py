"""Word lists written as text: dozens of names stay readable in a few lines."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of `text` in their order."""
    return tuple(text.split())
