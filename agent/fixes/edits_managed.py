"""Edits of programs that want a time of their own in a column that DataFlow fills."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_models import model_classes
from dataflow_debugger.agent.fixes.edits_own_dates import foreign_read, written_dates
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source
from dataflow_debugger.agent.fixes.strings import replaced

_OWN = {"created_at": "created_on", "updated_at": "updated_on"}


@edit
def own_time_field(project: Project, at: At, *, key: str) -> None:
    """Give the model a text field for the time the program writes, and write and read that one instead.

    Only in a program with one model, where every mention of the column means that model's.
    """
    classes = list(model_classes(project, None))
    own = _OWN.get(key)
    if own is None or len(classes) != 1:
        raise NoEdit("it is not clear which model's column is meant")
    home, owner = classes[0]
    fields = [one for one in owner.body if isinstance(one, ast.AnnAssign)]
    names = {ast.unparse(one.target) for one in fields}
    if not fields or own in names or key in names:
        raise NoEdit("the model declares the field itself")
    if key not in written_dates(project):
        raise NoEdit("no literal key names the time that is written")
    changes = Changes(project)
    changes.add(home, [inserted(project.source(home), fields[-1], f'{own}: str = ""', after=True)])
    for file in project.python():
        source = project.source(file)
        for node in source.by_type.get(ast.Constant, ()):
            if isinstance(node, ast.Constant) and node.value in (key, f"-{key}"):
                changes.add(file, [replaced(source, node, str(node.value).replace(key, own))])
        for node in source.by_type.get(ast.Constant, ()):
            if _is_datetime(source, node, key):
                raise NoEdit("the value is no text")
            if isinstance(node, ast.Constant) and node.value == key and foreign_read(project, file, node):
                raise NoEdit("a row from elsewhere has the column, too")
    changes.done()


def _is_datetime(source: Source, node: ast.AST, key: str) -> bool:
    """Whether a dict gives the key a value that is a datetime, which a text field would change."""
    holder = source.parent(node)
    if not isinstance(holder, ast.Dict) or not isinstance(node, ast.Constant) or node.value != key:
        return False
    value = holder.values[holder.keys.index(node)] if node in holder.keys else None
    return isinstance(value, ast.Call) and ast.unparse(value.func).rpartition(".")[2] in ("datetime", "now")
