"""The edit of programs that write `created_at` or `updated_at`, which DataFlow sets itself."""

from __future__ import annotations

import ast
import contextlib
import re

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_keys import rename_on_the_way
from dataflow_debugger.agent.fixes.edits_models import add_field, field_of
from dataflow_debugger.agent.fixes.follow import written as written_at
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

_OWN = {"created_at": "created_on", "updated_at": "updated_on"}
_DECLARED = {
    "str": ("str", '""'),
    "datetime": ("Optional[datetime]", "None"),
    "date": ("Optional[date]", "None"),
}
# Functions whose rows come from elsewhere and keep the names that they have there.
_FOREIGN = re.compile(
    r"DictReader|reader|loads?|safe_load|fetch(all|one|many|row|val)?|to_dict|json|read_csv|iterrows|records"
)


@edit
def own_date_fields(
    project: Project, at: At, *, model: str, given: str = "str", key: str | None = None
) -> None:
    """Keep dates that the program writes in fields of their own: `created_at` becomes `created_on` throughout.

    Rows that the program has read from elsewhere keep their names. Where no literal key names the date, it is
    renamed as the record is handed over.
    """
    if given not in _DECLARED:
        raise NoEdit("the type of the date is not known")
    annotation, default = _DECLARED[given]
    written = written_dates(project)
    changes = Changes(project)
    if not written and key is not None and key in _OWN:
        rename_on_the_way(project, At(model=model, api=at.api, node=at.node), changes, key, _OWN[key])
        written = {key} if changes.splices else written
    if not written:
        raise NoEdit("no literal key names the date")
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            name = node.value if isinstance(node, ast.Constant) else None
            bare = name.lstrip("-") if isinstance(name, str) else ""
            if bare in written and isinstance(node, ast.Constant) and not foreign_read(project, file, node):
                changes.add(file, [_renamed(source, node, bare)])
    for bare in sorted(written):
        with contextlib.suppress(NoEdit):
            changes.add(*_declaration(project, model, bare))
    changes.done()
    for name in sorted(written):
        with contextlib.suppress(NoEdit):
            field_of(project, At(model=model), _OWN[name])
            continue
        with contextlib.suppress(NoEdit):
            add_field(project, At(model=model), field=_OWN[name], annotation=annotation, value=default)


def written_dates(project: Project) -> set[str]:
    """The times that DataFlow sets and the program names as the key of a value."""
    return {
        str(name.value)
        for file in project.python()
        for node in project.source(file).nodes
        for name in _keys(node)
        if name.value in _OWN
    }


def _declaration(project: Project, model: str, name: str) -> tuple[str, list[Splice]]:
    """The model's own declaration of the field under its new name. Raises NoEdit where it has none."""
    file, _, statement = field_of(project, At(model=model), name)
    target = statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0]
    return file, [Splice(*project.source(file).span(target), _OWN[name])]


def foreign_read(project: Project, file: str, node: ast.Constant) -> bool:
    """Whether a key is read from a row that comes from elsewhere: `row["x"]`, `row.get("x")`, `row.pop("x")`."""
    source = project.source(file)
    outer = source.parent(node)
    row: ast.expr | None = None
    if isinstance(outer, ast.Subscript) and isinstance(outer.ctx, ast.Load):
        row = outer.value
    elif isinstance(outer, ast.Call) and isinstance(outer.func, ast.Attribute) and node in outer.args[:1]:
        row = outer.func.value if outer.func.attr in ("get", "pop") else None
    if row is None:
        return False
    calls = [place.node for place in written_at(project, file, row) if isinstance(place.node, ast.Call)]
    return any(_FOREIGN.fullmatch(ast.unparse(call.func).rpartition(".")[2]) for call in calls)


def _keys(node: ast.AST) -> list[ast.Constant]:
    """The literal keys of a dict, and of an assignment to one of its items."""
    if isinstance(node, ast.Dict):
        return [key for key in node.keys if isinstance(key, ast.Constant)]
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        return [node.slice] if isinstance(node.slice, ast.Constant) else []
    return []


def _renamed(source: Source, node: ast.Constant, name: str) -> Splice:
    start, end = source.span(node)
    return Splice(start, end, source.text[start:end].replace(name, _OWN[name]))
