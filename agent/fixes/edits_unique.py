"""Edits that make columns unique: in the SQL that makes the table, or in the model's options."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks.written_tables import CONSTANT
from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_model_objects import declare_unique
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Splice

_CREATE = r"(?i)\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?(?:[\"`]?\w+[\"`]?\.)?[\"`]?{table}[\"`]?\s*\("
_REMARK = re.compile(r"--[^\n]*")


@edit
def make_unique(project: Project, at: At, *, model: str, fields: str, table: str | None = None) -> None:
    """Make fields unique: in the `CREATE TABLE` of the user's own SQL, else in the model's `__dataflow__`."""
    names = re.findall(r"\w+", str(fields))
    changes = Changes(project)
    for file, start, end in _created(project, table) if table else ():
        text = project.text(file)
        if project.dialect == "mysql" and any(_is_text(text[start:end], name) for name in names):
            raise NoEdit("MySQL makes no unique index over a TEXT column without a length")
        changes.add(file, [_added(text, end, f"UNIQUE ({', '.join(names)})")])
    if changes.splices:
        changes.done()
    else:
        declare_unique(project, at, model=model, fields=fields)


def _created(project: Project, table: str) -> Iterator[tuple[str, int, int]]:
    """The files whose text makes the table, with where the columns begin and end."""
    files = [file for file in project.names if file.endswith((".py", ".sql"))]
    constants = [pair for file in files for pair in CONSTANT.findall(project.text(file))]
    spelt = [re.escape(table), *(rf"\{{{name}\}}" for name, value in constants if value == table)]
    for file in files:
        text = _plain(project.text(file))
        for found in re.finditer(_CREATE.format(table=f"(?:{'|'.join(spelt)})"), text):
            depth = 1
            for index in range(found.end(), len(text)):
                depth += {"(": 1, ")": -1}.get(text[index], 0)
                if depth == 0:
                    yield file, found.end(), index
                    break


def _plain(text: str) -> str:
    """The text with blanks in place of SQL's remarks, whose brackets count for nothing."""
    return _REMARK.sub(lambda found: " " * len(found.group()), text)


def _is_text(columns: str, name: str) -> bool:
    return (
        re.search(rf"(?i)[\"`\s,(]{re.escape(name)}[\"`]?\s+(?:\w*text|\w*blob)\b", f" {columns}") is not None
    )


def _added(text: str, end: int, item: str) -> Splice:
    """One more item before the bracket that ends the columns, on a line of its own where each of them is."""
    before = _plain(text)[:end].rstrip()
    last = len(before)
    if before[-1:] in ("'", '"'):
        # The bracket begins a string of its own.
        return Splice(end, end, f", {item}")
    line = before.rpartition("\n")[2]
    indent = line[: len(line) - len(line.lstrip())]
    own_line = "\n" in text[last:end]
    return Splice(last, last, f",\n{indent}{item}" if own_line else f", {item}")
