"""What is indexed of an entry: several short texts, each of which may match a failure by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dataflow_debugger.knowledge_base.plain import plain_message
from dataflow_debugger.knowledge_base.schema import Entry


@dataclass(frozen=True)
class Document:
    """A text of one entry; `part` tells which: title, words, messages or cause."""

    code: str
    part: str
    text: str

    @property
    def key(self) -> str:
        return f"{self.code}-{self.part}"


def documents(entries: Iterable[Entry]) -> list[Document]:
    """The texts to embed, for every entry its title, each of its phrases, its messages and its cause."""
    found = []
    for entry in entries:
        found.append(Document(entry.code, "title", entry.title))
        for number, words in enumerate(entry.symptoms.words):
            found.append(Document(entry.code, f"words{number}", words))
        types = " ".join(name.rsplit(".", 1)[-1] for name in entry.symptoms.exceptions)
        for number, message in enumerate(entry.symptoms.messages):
            found.append(
                Document(entry.code, f"message{number}", f"{types} {plain_message(message)}".strip())
            )
        found.append(Document(entry.code, "cause", entry.cause))
    return found


def full_text(entry: Entry) -> str:
    """All words of an entry in one text, for lexical ranking; what identifies it stands twice."""
    messages = " ".join(plain_message(message) for message in entry.symptoms.messages)
    exceptions = " ".join(entry.symptoms.exceptions)
    words = " ".join(entry.symptoms.words)
    fixes = " ".join(fix.title for fix in entry.fixes)
    api = " ".join(
        str(value)
        for use in entry.checks
        for key, value in use.with_.items()
        if key in {"type", "api", "key", "package", "category"}
    )
    return " ".join(
        [entry.title, entry.title, messages, messages, exceptions, words, entry.cause, api, fixes]
    )
