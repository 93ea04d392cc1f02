"""The page of an entry, and lists of entries, as markdown made from the YAML and the example files."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any

from dataflow_debugger.knowledge_base.loader import KnowledgeBase
from dataflow_debugger.knowledge_base.plain import plain_message
from dataflow_debugger.knowledge_base.schema import FAMILIES, Entry, Example, Fix

UPSTREAM_ISSUE = "https://github.com/terrene-foundation/kailash-py/issues/{}"
FAMILY_TITLES = {
    "models": "Models and fields",
    "nodes": "Node parameters",
    "graph": "Workflow graph and connections",
    "schema": "Schema, tables and migrations",
    "config": "Configuration and connection URLs",
    "lifecycle": "Async, event loops and lifecycle",
    "results": "Results and queries",
    "data": "Transactions, constraints and tenancy",
    "upstream": "Upstream defects by version",
}
_WORD = re.compile(r"\w+")
_SAFETY = {"safe": "keeps the program's meaning", "unsafe": "needs a person's look"}


def page(kb: KnowledgeBase, code: str, *, links: bool = False) -> str:
    """The page of one entry as markdown. Raises KeyError for a code that does not exist.

    With `links` other entries are linked, as files beside this one.
    """
    entry = kb.get(code)
    if entry is None:
        raise KeyError(code)
    parts = [f"# {entry.code}: {entry.title}", _facts(entry), "## What you see", _seen(entry)]
    parts += ["## Why", " ".join(entry.cause.split())]
    for number, example in enumerate(entry.examples):
        parts += _example(kb, entry, example, number)
    parts += ["## Fix", *(_fix(fix) for fix in entry.fixes)]
    if entry.confusable_with:
        parts += ["## Easily confused with", _others(kb, entry.confusable_with, links)]
    if entry.references:
        parts += ["## References", "\n".join(f"- {_reference(item)}" for item in entry.references)]
    return "\n\n".join(part for part in parts if part) + "\n"


def file_name(code: str) -> str:
    """The file of an entry's page in docs/errors/."""
    return f"{code}.md"


def link(code: str) -> str:
    """A markdown link to the page of an entry, from a page beside it."""
    return f"[{code}]({file_name(code)})"


def listing(kb: KnowledgeBase) -> str:
    """All entries, a line each, under the title of their family."""
    parts = []
    for family in FAMILIES.values():
        entries = [entry for entry in kb if entry.family == family]
        if entries:
            lines = "\n".join(f"- {entry.code} {entry.title}" for entry in entries)
            parts.append(f"## {FAMILY_TITLES[family]}\n\n{lines}")
    return "\n\n".join(parts) + "\n"


def search(kb: KnowledgeBase, words: str, limit: int = 10) -> list[Entry]:
    """The entries that share most words with the text, best first; without a model and at once."""
    wanted = {word for word in _WORD.findall(words.lower()) if len(word) > 2}
    scored = [(len(wanted & _words(entry)), entry) for entry in kb]
    scored.sort(key=lambda pair: (-pair[0], pair[1].code))
    return [entry for score, entry in scored[:limit] if score]


def nearest(kb: KnowledgeBase, code: str) -> list[str]:
    """Codes that a mistyped code may have meant."""
    return difflib.get_close_matches(code.upper(), [entry.code for entry in kb], n=3)


def _words(entry: Entry) -> set[str]:
    texts = [entry.title, entry.cause, *entry.symptoms.words, *entry.symptoms.exceptions]
    texts += [plain_message(pattern) for pattern in entry.symptoms.messages]
    return set(_WORD.findall(" ".join(texts).lower()))


def _facts(entry: Entry) -> str:
    facts = [f"Family: {FAMILY_TITLES[entry.family]}.", f"Severity: {entry.severity}."]
    if entry.silent:
        facts.append("Nothing is raised.")
    if entry.applies_to:
        ranges = ", ".join(f"{package} {spec}" for package, spec in entry.applies_to.items())
        facts.append(f"Versions: {ranges}.")
    return " ".join(facts)


def _seen(entry: Entry) -> str:
    lines = [f"- {words}" for words in entry.symptoms.words]
    lines += [f"- `{name}`" for name in entry.symptoms.exceptions]
    lines += [f"- `{plain_message(pattern)}`" for pattern in entry.symptoms.messages]
    return "\n".join(lines)


def _example(kb: KnowledgeBase, entry: Entry, example: Example, number: int) -> list[str]:
    suffix = f" ({number + 1})" if len(entry.examples) > 1 else ""
    pins = ", ".join(f"{name} {version}" for name, version in example.packages.items())
    note = f"Seen with {pins}." if pins else ""
    bad, good = (kb.path(entry, path) for path in (example.bad, example.good))
    return [f"## Wrong{suffix}", note, _code(bad), f"## Right{suffix}", _code(good)]


def _code(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").rstrip()
    except OSError:
        return f"The example {path.name} cannot be read."
    language = {".py": "python", ".yaml": "yaml", ".toml": "toml", ".sql": "sql"}.get(path.suffix, "")
    return f"```{language}\n{text}\n```"


def _fix(fix: Fix) -> str:
    lines = [f"**{fix.title}** ({fix.kind}; {fix.safety}: {_SAFETY[fix.safety]}). {fix.rationale.strip()}"]
    if fix.requirement:
        lines.append(f"Require `{fix.requirement}`.")
    if fix.command:
        lines.append(f"Run `{fix.command}`.")
    return "\n".join(lines)


def _others(kb: KnowledgeBase, codes: list[str], links: bool) -> str:
    found = [(code, kb.get(code)) for code in codes]
    return "\n".join(
        f"- {link(code) if links and entry else code} {entry.title if entry else '(no such entry)'}"
        for code, entry in found
    )


def _reference(item: dict[str, Any]) -> str:
    parts = []
    for key, value in item.items():
        if key == "issue" and str(value).lstrip("#").isdigit():
            number = str(value).lstrip("#")
            parts.append(f"[issue {number}]({UPSTREAM_ISSUE.format(number)})")
        elif key in {"doc", "url"}:
            parts.append(str(value))
        else:
            parts.append(f"{key}: {value}")
    return ", ".join(parts)
