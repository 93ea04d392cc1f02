"""The pages of docs/errors/: one of each entry, and indexes by code, by message and by API."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from dataflow_debugger.knowledge_base import api_index, explain
from dataflow_debugger.knowledge_base.loader import KnowledgeBase
from dataflow_debugger.knowledge_base.plain import plain_message
from dataflow_debugger.knowledge_base.schema import FAMILIES, Entry

BY_CODE, BY_MESSAGE, BY_API = "README.md", "by-message.md", "by-api.md"
INTRODUCTION = """\
One page for each cause that `dataflow debug --ai` knows. The same page is shown by
`dataflow debug --explain CODE`. Find a cause [by what is printed](by-message.md) or
[by the call it is about](by-api.md).

These pages are made from the entries by `python tools/pages.py`; change the entries, not the pages."""


def pages(kb: KnowledgeBase) -> dict[str, str]:
    """The text of every file of the folder, by its name."""
    found = {BY_CODE: _by_code(kb), BY_MESSAGE: _by_message(kb), BY_API: _by_api(kb)}
    for entry in kb:
        found[explain.file_name(entry.code)] = explain.page(kb, entry.code, links=True)
    return found


def out_of_step(kb: KnowledgeBase, folder: Path) -> list[str]:
    """A sentence for every file of `folder` that is not what the entries make."""
    wanted = pages(kb)
    there = {path.name: path for path in folder.glob("*.md")}
    found = [f"{name} is missing" for name in sorted(wanted.keys() - there.keys())]
    found += [f"{name} belongs to no entry" for name in sorted(there.keys() - wanted.keys())]
    for name in sorted(wanted.keys() & there.keys()):
        if there[name].read_text(encoding="utf-8") != wanted[name]:
            found.append(f"{name} differs from its entry")
    return found


def write(kb: KnowledgeBase, folder: Path) -> int:
    """Make the folder what the entries say; the number of files that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages(kb)
    changed = 0
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
            changed += 1
    for name, text in wanted.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed += 1
    return changed


def _by_code(kb: KnowledgeBase) -> str:
    parts = [f"# Errors of DataFlow programs\n\n{INTRODUCTION}"]
    for family in FAMILIES.values():
        entries = [entry for entry in kb if entry.family == family]
        if entries:
            parts.append(f"## {explain.FAMILY_TITLES[family]}\n\n{_lines(entries)}")
    return "\n\n".join(parts) + "\n"


def _by_message(kb: KnowledgeBase) -> str:
    printed: dict[str, list[Entry]] = defaultdict(list)
    for entry in kb:
        for message in dict.fromkeys(plain_message(pattern) for pattern in entry.symptoms.messages):
            printed[message].append(entry)
    parts = ["# By message\n\nA message that several causes print stands above all of them."]
    for message in sorted(printed, key=str.casefold):
        parts.append(f"**{_literal(message)}**\n\n{_lines(printed[message])}")
    silent = [entry for entry in kb if not entry.symptoms.messages]
    if silent:
        parts.append(f"## Without a message\n\n{_lines(silent)}")
    return "\n\n".join(parts) + "\n"


def _by_api(kb: KnowledgeBase) -> str:
    touched: dict[str, list[Entry]] = defaultdict(list)
    for entry in kb:
        for name in api_index.of_entry(kb, entry):
            touched[name].append(entry)
    parts = ["# By API\n\nThe calls that a wrong program writes differently from the right one."]
    parts += [f"## `{name}`\n\n{_lines(touched[name])}" for name in sorted(touched, key=str.casefold)]
    return "\n\n".join(parts) + "\n"


def _lines(entries: Iterable[Entry]) -> str:
    return "\n".join(f"- {explain.link(entry.code)} {entry.title}" for entry in entries)


def _literal(text: str) -> str:
    """As code, fenced so that backticks in the text do not end it."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"
