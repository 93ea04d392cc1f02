"""What retrieval is asked, and the words it is asked with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# A longer text costs more and tells no more: what is particular stands first.
MAX_DENSE_CHARACTERS = 300

_WORD = re.compile(r"[A-Za-z]+(?:[-_][A-Za-z0-9]+)*|DF-\d+|\$[a-z]+")
_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_COMMON_WORDS = (
    "a an and are as at be but by for from had has have he her his i in is it its me my no not of on or our"
    " she so some that the their them then there they this to was we were what when where which while who"
    " will with you your"
)
_STOP = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True)
class Query:
    """One failure in words. `text` is what the program printed, `symptom` what its user says.

    `messages` are the texts an entry's message patterns may be held against: those that come from DataFlow,
    Kailash or a driver, never those of the user's own code.
    """

    text: str = ""
    symptom: str = ""
    exception_types: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    node_types: tuple[str, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)

    def dense_texts(self) -> list[str]:
        """The texts to embed: the user's words and the program's differ too much to share one vector."""
        types = " ".join(name.rsplit(".", 1)[-1] for name in self.exception_types[:2])
        printed = f"{types} {self.text}".strip()
        return [text[:MAX_DENSE_CHARACTERS] for text in (self.symptom, printed) if text]

    def lexical_texts(self) -> list[str]:
        """The texts to match by words, in the order of `dense_texts`."""
        printed = " ".join([*self.exception_types, self.text]).strip()
        return [text for text in (self.symptom, printed) if text]


def tokens(text: str) -> list[str]:
    """Lower-case words for lexical ranking: identifiers whole and in parts, plurals and endings cut."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        parts = _PARTS.findall(word)
        if len(parts) > 1:
            found.append(word.lower())
        found.extend(_stem(part.lower()) for part in parts or [word])
    return [word for word in found if word not in _STOP and len(word) > 1]


def _stem(word: str) -> str:
    """The word without plural, past and progressive endings, so that "created" meets "creates"."""
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
