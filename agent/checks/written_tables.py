"""Tables as the user's own SQL makes them: what they were before DataFlow, where the database cannot be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks.view import View

_CREATE = re.compile(
    r"(?i)\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?(?:[\"`]?\w+[\"`]?\.)?[\"`]?(\w+)[\"`]?\s*\("
)
_UNNAMED = re.compile(r"(?i)\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?[\"`]?(?:\{|%s|\"\s*\+)")
_REMARK = re.compile(r"--[^\n]*")
# Where Python goes on with a string on its next line.
_JOINT = re.compile(r"[\"']\s*\n\s*[rf]?[\"']")
_COLUMN = re.compile(r"^\s*[\"`]?(\w+)[\"`]?\s+(\w+)")
_ALTER = re.compile(
    r"(?i)\balter\s+table\s+[\"`]?(\w+)[\"`]?\s+(?:add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?[\"`]?(\w+)[\"`]?\s+(\w+)"
    r"|rename\s+(?:column\s+)?[\"`]?(\w+)[\"`]?\s+to\s+[\"`]?(\w+))"
)
# A name that stands for a table's in an f-string.
CONSTANT = re.compile(r"(?m)^\s*(\w+)(?:\s*:\s*\w+)?\s*=\s*[\"'](\w+)[\"']\s*$")
_FIELD = re.compile(r"\{(\w+)\}")
_KEY = re.compile(
    r"(?is)^\s*(?:constraint\s+[\"`]?\w+[\"`]?\s+)?(?:primary\s+key|unique(?:\s+(?:key|index))?)"
    r"\s*(?:[\"`]?\w+[\"`]?\s*)?\((?P<columns>.+)\)"
)
_ADDED_KEY = re.compile(
    r"(?is)\bcreate\s+unique\s+index\s+(?:if\s+not\s+exists\s+)?[\"`]?\w+[\"`]?\s+on\s+[\"`]?(?P<on>\w+)[\"`]?\s*"
    r"\((?P<of_index>[^;]+?)\)\s*(?:[;\"']|$)"
    r"|\balter\s+table\s+[\"`]?(?P<table>\w+)[\"`]?\s+add\s+(?:constraint\s+[\"`]?\w+[\"`]?\s+)?"
    r"(?:primary\s+key|unique(?:\s+(?:key|index))?)\s*(?:[\"`]?\w+[\"`]?\s*)?\((?P<of_table>[^;]+?)\)\s*(?:[;,\"']|$)"
)
_INSERT = re.compile(
    r"(?i)\b(?:insert(?:\s+(?:or\s+\w+|ignore))?|replace)\s+into\s+(?:[\"`]?\w+[\"`]?\.)?[\\\"`]*(?P<table>\w+)[\\\"`]*\s*"
    r"(?:\((?P<columns>[^()]*)\)\s*(?:values|select|with)\b|(?P<none>default\s+values))"
)
_NO_COLUMN = ("primary", "foreign", "unique", "check", "constraint", "key", "index", "exclude", "like")


def written_columns(view: View, table: str) -> dict[str, str] | None:
    """Columns and their types as the user's SQL makes a table; None where no text makes it."""
    columns: dict[str, str] | None = None
    for sql in _texts(view):
        for found in _CREATE.finditer(sql):
            if found[1] != table:
                continue
            parts = _parts(sql, found.end())
            told = [match for part in parts if (match := _COLUMN.match(part))]
            columns = {m[1]: m[2].upper() for m in told if m[1].lower() not in _NO_COLUMN}
        for change in _ALTER.finditer(sql):
            if change[1] != table or columns is None:
                continue
            if change[2]:
                columns[change[2]] = change[3].upper()
            elif change[4] in columns:
                columns[change[5]] = columns.pop(change[4])
    return columns


def written_tables(view: View) -> dict[str, dict[str, str]]:
    """Name of each table that the user's SQL makes, with its columns and their types."""
    names = dict.fromkeys(found[1] for sql in _texts(view) for found in _CREATE.finditer(sql))
    return {name: written_columns(view, name) or {} for name in names}


def schema_of(view: View, table: str) -> str | None:
    """The schema that the user's SQL names before a table, or makes it in; None for the one of the connection."""
    name = re.escape(table)
    before = re.compile(
        rf"(?i)\b(?:create\s+table(?:\s+if\s+not\s+exists)?|from|into|update|join)\s+[\"`]?(\w+)[\"`]?\.[\"`]?{name}\b"
    )
    for sql in _texts(view):
        found = before.search(sql)
        if found is None and any(made[1] == table for made in _CREATE.finditer(sql)):
            found = re.search(r"(?i)\bset\s+search_path\s*(?:=|\bto\b)\s*[\"`]?(\w+)", sql)
        if found is not None and found[1].lower() != "public":
            return found[1]
    return None


def written_keys(view: View, table: str) -> list[tuple[str, ...]] | None:
    """Columns of each primary key and unique key that the user's SQL gives a table; None where no text makes it."""
    keys: list[tuple[str, ...]] = []
    made = False
    for sql in _texts(view):
        for found in _CREATE.finditer(sql):
            if found[1] != table:
                continue
            made = True
            for part in _parts(sql, found.end()):
                column, key = _COLUMN.match(part), _KEY.match(part)
                if key:
                    keys.append(_names(key["columns"]))
                elif column and re.search(r"(?i)\b(?:unique|primary\s+key)\b", part):
                    keys.append((column[1],))
        for change in _ADDED_KEY.finditer(sql):
            if table in (change["on"], change["table"]):
                keys.append(_names(change["of_index"] or change["of_table"]))
    return keys if made else None


def inserted_columns(view: View, table: str) -> Iterator[tuple[str, ...]]:
    """The columns that each INSERT of the user's SQL names for a table; those that name none give every column."""
    for sql in _texts(view):
        for found in _INSERT.finditer(sql):
            if found["table"] == table and not re.search(r"[{%+]", found["columns"] or ""):
                yield _names(found["columns"] or "")


def makes_unnamed_tables(view: View) -> bool:
    """Whether a text makes a table whose name is put in while the program runs."""
    return any(_UNNAMED.search(sql) for sql in _texts(view))


def _texts(view: View) -> Iterator[str]:
    """The user's files as SQL: no remarks, whose commas part no columns, strings joined, constants filled in."""
    texts = [source.text for source in view.evidence.source]
    named = {name: value for text in texts for name, value in CONSTANT.findall(text)}
    for text in texts:
        sql = _JOINT.sub(" ", _REMARK.sub("", text))
        yield _FIELD.sub(lambda found: named.get(found[1], found[0]), sql)


def _names(columns: str) -> tuple[str, ...]:
    """The columns of a key, without lengths and directions."""
    return tuple(re.findall(r"(?:^|,)\s*[\"`]?(\w+)", columns))


def _parts(text: str, start: int) -> list[str]:
    """What stands between the brackets from `start` on, divided at the commas of their own level."""
    depth, parts, begun = 1, [], start
    for index in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth == 0 or (depth == 1 and text[index] == ","):
            parts.append(text[begun:index])
            begun = index + 1
        if depth == 0:
            break
    return parts
