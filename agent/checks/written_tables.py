"""Tables as the user's own SQL makes them: what they were before DataFlow, where the database cannot be asked."""

from __future__ import annotations

import re

from dataflow_debugger.agent.checks.view import View

_CREATE = re.compile(
    r"(?i)\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?(?:[\"`]?\w+[\"`]?\.)?[\"`]?(\w+)[\"`]?\s*\("
)
_REMARK = re.compile(r"--[^\n]*")
_COLUMN = re.compile(r"^\s*[\"`]?(\w+)[\"`]?\s+(\w+)")
_ALTER = re.compile(
    r"(?i)\balter\s+table\s+[\"`]?(\w+)[\"`]?\s+(?:add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?[\"`]?(\w+)[\"`]?\s+(\w+)"
    r"|rename\s+(?:column\s+)?[\"`]?(\w+)[\"`]?\s+to\s+[\"`]?(\w+))"
)
_NO_COLUMN = ("primary", "foreign", "unique", "check", "constraint", "key", "index", "exclude", "like")


def written_columns(view: View, table: str) -> dict[str, str] | None:
    """Columns and their types as the user's SQL makes a table; None where no text makes it."""
    columns: dict[str, str] | None = None
    for source in view.evidence.source:
        # The commas of remarks part no columns.
        sql = _REMARK.sub("", source.text)
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
