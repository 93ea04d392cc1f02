"""The edit of programs that write `created_at` or `updated_at`, which DataFlow sets itself."""

from __future__ import annotations

import ast
import contextlib

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_models import add_field
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

_OWN = {"created_at": "created_on", "updated_at": "updated_on"}
_DECLARED = {
    "str": ("str", '""'),
    "datetime": ("Optional[datetime]", "None"),
    "date": ("Optional[date]", "None"),
}


@edit
def own_date_fields(project: Project, at: At, *, model: str, given: str = "str") -> None:
    """Keep dates that the program writes in fields of their own: `created_at` becomes `created_on` throughout."""
    if given not in _DECLARED:
        raise NoEdit("the type of the date is not known")
    annotation, default = _DECLARED[given]
    written = {
        key.value
        for file in project.python()
        for node in project.source(file).nodes
        for key in _keys(node)
        if key.value in _OWN
    }
    if not written:
        raise NoEdit("no literal key names the date")
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            if isinstance(node, ast.Constant) and node.value in written:
                changes.add(file, [_renamed(source, node, _OWN[str(node.value)])])
    changes.done()
    for name in sorted(written):
        with contextlib.suppress(NoEdit):
            add_field(project, At(model=model), field=_OWN[name], annotation=annotation, value=default)


def _keys(node: ast.AST) -> list[ast.Constant]:
    """The literal keys of a dict, and of an assignment to one of its items."""
    if isinstance(node, ast.Dict):
        return [key for key in node.keys if isinstance(key, ast.Constant)]
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        return [node.slice] if isinstance(node.slice, ast.Constant) else []
    return []


def _renamed(source: Source, node: ast.Constant, name: str) -> Splice:
    start, end = source.span(node)
    text = source.text[start:end]
    return Splice(start, end, text.replace(str(node.value), name))
