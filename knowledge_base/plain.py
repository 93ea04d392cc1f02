"""Message patterns as words."""

from __future__ import annotations

import re


def plain_message(pattern: str) -> str:
    """The words of a message pattern: the regular expression with its syntax taken out."""
    text = re.sub(r"\(\?P<(\w+)>[^)]*\)", r" \1 ", pattern)
    text = re.sub(r"\(\?(?:[=!]|<[=!])[^)]*\)", " ", text)
    text = re.sub(r"\(\?[aiLmsux-]*[:)]", "(", text)
    text = re.sub(r"\\[dwsbDWSB]", " ", text)
    text = re.sub(r"\[[^\]]*\][*+?]?", " ", text)
    text = re.sub(r"\\(.)", r"\1", text)
    text = re.sub(r"\.[*+]\??|[|()^?+*{}]|\$$", " ", text)
    return " ".join(text.split())
