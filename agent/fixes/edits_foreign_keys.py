"""Edits for foreign keys that a SQLite connection does not look at."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source

_DELETE = r"(?is)^\s*delete\s+from\s+[\"`\[]?{parent}[\"`\]]?(?:\s+where\s+(?P<condition>.+?))?\s*;?\s*$"


@edit
def delete_children_in_sql(
    project: Project, at: At, *, parent: str, child: str, column: str, key: str = "id"
) -> None:
    """Before the DELETE of `parent` that is executed at file and line, delete the rows that refer to it."""
    file = project.find(at.file) if at.file else None
    if file is None:
        raise NoEdit("the statement's file is not the program's")
    source = project.source(file)
    changes = Changes(project)
    for call in source.calls():
        sql = call.args[0] if call.args else None
        text = sql.value if isinstance(sql, ast.Constant) and isinstance(sql.value, str) else ""
        found = re.match(_DELETE.format(parent=re.escape(parent)), text)
        last = call.end_lineno or call.lineno
        if found is None or at.line is None or not call.lineno <= at.line <= last:
            continue
        rows = f" WHERE {found['condition']}" if found["condition"] else ""
        first = f"DELETE FROM {child} WHERE {column} IN (SELECT {key} FROM {parent}{rows})"
        changes.add(file, [inserted(source, source.holder(call), _again(source, call, first))])
    changes.done()


def _again(source: Source, call: ast.Call, sql: str) -> str:
    """The call with another statement, awaited where it is."""
    given = [brackets.quoted(sql, brackets.usual_quote(source))]
    given += [source.segment(one) for one in call.args[1:]]
    given += [source.segment(word) for word in call.keywords]
    wait = "await " if isinstance(source.parent(call), ast.Await) else ""
    return f"{wait}{source.segment(call.func)}({', '.join(given)})"


@edit
def check_foreign_keys(project: Project, at: At, *, through: str) -> None:
    """Switch foreign keys on for the `sqlite3` connections that the program opens and gives a name."""
    if through != "connection":
        raise NoEdit("inside a transaction SQLite does not switch foreign keys on")
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            opened = source.segment(call.func) in ("sqlite3.connect", "connect")
            holder = source.parent(call)
            if (
                not opened
                or not isinstance(holder, ast.Assign)
                or not isinstance(holder.targets[0], ast.Name)
            ):
                continue
            text = f'{holder.targets[0].id}.execute("PRAGMA foreign_keys = ON")'
            changes.add(file, [inserted(source, holder, text, after=True)])
    changes.done()
