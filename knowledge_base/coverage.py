"""docs/coverage.md: which entries stand for which part of DataFlow, and for which report of upstream."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from dataflow_debugger.knowledge_base import api_index
from dataflow_debugger.knowledge_base.explain import UPSTREAM_ISSUE, file_name
from dataflow_debugger.knowledge_base.loader import KnowledgeBase
from dataflow_debugger.knowledge_base.schema import FAMILIES, Entry

_NUMBER = re.compile(r"#(\d+)")


class CoverageError(Exception):
    """The YAML of the table cannot be used."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Row(_Strict):
    """A part that a user touches. An entry belongs to it when it is listed or any of the patterns fits."""

    surface: str
    codes: list[str] = []
    title: str | None = None
    api: list[str] = []
    checks: list[str] = []
    families: list[str] = []
    note: str | None = None

    @field_validator("title")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        if value is not None:
            re.compile(value)
        return value

    @field_validator("families")
    @classmethod
    def _known(cls, value: list[str]) -> list[str]:
        unknown = set(value) - set(FAMILIES.values())
        if unknown:
            raise ValueError(f"there is no family {sorted(unknown)[0]!r}")
        return value


class Section(_Strict):
    title: str
    rows: list[Row] = Field(min_length=1)


class Issue(_Strict):
    """A report of upstream. Entries that refer to `#N` stand for the issue `#N`, if it has no reason."""

    issue: str
    title: str
    entries: list[str] = []
    reason: str | None = None


class Table(_Strict):
    sections: list[Section]
    reasons: dict[str, str]
    catalogue: list[Issue]


def read(path: Path) -> Table:
    """The table's YAML. Raises CoverageError, which names the field."""
    try:
        return Table.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CoverageError(f"{path.name}: {where}: {first['msg']}") from error
    except (OSError, re.error, yaml.YAMLError) as error:
        raise CoverageError(f"{path.name}: {error}") from error


def problems(table: Table, kb: KnowledgeBase) -> list[str]:
    """A sentence for every code that does not exist, every issue without an answer and every empty row."""
    codes = {entry.code for entry in kb}
    found = []
    calls = _calls(kb)
    for section in table.sections:
        for row in section.rows:
            found += [f"{row.surface}: there is no entry {code}" for code in row.codes if code not in codes]
            if not row.note and not _entries(row, kb, calls):
                found.append(f"{row.surface}: no entry belongs to it; say in a note why")
    for item in table.catalogue:
        found += [f"{item.issue}: there is no entry {code}" for code in item.entries if code not in codes]
        if item.reason is not None and item.reason not in table.reasons:
            found.append(f"{item.issue}: there is no reason {item.reason!r}")
        if item.reason is None and not answered_by(item, kb):
            found.append(f"{item.issue}: neither an entry nor a reason ({item.title})")
    return found


def answered_by(item: Issue, kb: KnowledgeBase) -> list[str]:
    """The codes of the entries that stand for an issue: those listed, else those that refer to its number."""
    if item.entries or item.reason is not None:
        return item.entries
    matched = _NUMBER.fullmatch(item.issue)
    if matched is None:
        return []
    return [entry.code for entry in kb if matched.group(1) in _issues(entry)]


def render(table: Table, kb: KnowledgeBase) -> str:
    """The page. The links lead to docs/errors/."""
    calls = _calls(kb)
    placed: set[str] = set()
    parts = ["# Coverage", _introduction(table, kb)]
    for section in table.sections:
        lines = ["| What you touch | How it fails |", "|---|---|"]
        for row in section.rows:
            entries = _entries(row, kb, calls)
            placed.update(entry.code for entry in entries)
            cell = [_line(entry) for entry in entries] + ([row.note] if row.note else [])
            lines.append(f"| {_cell(row.surface)} | {'<br>'.join(map(_cell, cell))} |")
        parts += [f"## {section.title}", "\n".join(lines)]
    rest = [entry for entry in kb if entry.code not in placed]
    if rest:
        parts += ["## Further entries", "\n".join(f"- {_line(entry)}" for entry in rest)]
    parts += ["## Reports of upstream", *_reports(table, kb)]
    return "\n\n".join(parts) + "\n"


def _introduction(table: Table, kb: KnowledgeBase) -> str:
    answered = sum(bool(answered_by(item, kb)) for item in table.catalogue)
    return (
        f"What a user of DataFlow touches and the {len(kb)} entries that say how it fails. Below it stand "
        f"{len(table.catalogue)} reports from upstream's changelog, tests and fix commits; {answered} of them "
        "are entries, the others have a reason. The page is made from docs/coverage.yaml and the entries by "
        "`python tools/coverage.py`."
    )


def _reports(table: Table, kb: KnowledgeBase) -> list[str]:
    lines = ["| Report | Title | Entry, or why there is none |", "|---|---|---|"]
    for item in table.catalogue:
        codes = answered_by(item, kb)
        answer = ", ".join(_link(code) for code in codes) or table.reasons.get(item.reason or "", "")
        lines.append(f"| {_cell(_issue_link(item.issue))} | {_cell(item.title)} | {_cell(answer)} |")
    return ["\n".join(lines)]


def _issue_link(name: str) -> str:
    return _NUMBER.sub(lambda found: f"[{found.group()}]({UPSTREAM_ISSUE.format(found.group(1))})", name)


def _entries(row: Row, kb: KnowledgeBase, calls: dict[str, list[str]]) -> list[Entry]:
    return [entry for entry in kb if _belongs(row, entry, calls[entry.code])]


def _belongs(row: Row, entry: Entry, calls: list[str]) -> bool:
    if entry.code in row.codes:
        return True
    if row.families and entry.family not in row.families:
        return False
    return (
        (row.title is not None and re.search(row.title, entry.title) is not None)
        or not set(row.api).isdisjoint(calls)
        or any(use.name in row.checks for use in entry.checks)
    )


def _calls(kb: KnowledgeBase) -> dict[str, list[str]]:
    return {entry.code: api_index.of_entry(kb, entry) for entry in kb}


def _issues(entry: Entry) -> set[str]:
    return {_plain(item["issue"]) for item in entry.references if "issue" in item}


def _plain(issue: Any) -> str:
    return str(issue).lstrip("#")


def _link(code: str) -> str:
    return f"[{code}](errors/{file_name(code)})"


def _line(entry: Entry) -> str:
    return f"{_link(entry.code)} {entry.title}"


def _cell(text: str) -> str:
    """Text that stands in a table: a bar would end the cell."""
    return text.replace("|", "\\|").replace("\n", " ")
