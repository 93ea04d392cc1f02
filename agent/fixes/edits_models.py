"""Edits of model classes: annotations, defaults, fields, names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.imported import class_named
from dataflow_debugger.agent.fixes.imports import add_import, ensure_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.mapping import deleted
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import sites
from dataflow_debugger.agent.fixes.spans import Splice
from dataflow_debugger.agent.fixes.strings import respelt

_EMPTY = {"str": '""', "int": "0", "float": "0.0", "bool": "False", "dict": "{}", "list": "[]"}
_TYPING = ("Optional", "Any", "Dict", "List", "Union")


def model_classes(project: Project, model: str | None) -> Iterator[tuple[str, ast.ClassDef]]:
    """The classes decorated with `@db.model` (or of the given name)."""
    for file in project.python():
        for node in project.source(file).nodes:
            if isinstance(node, ast.ClassDef) and model in (None, node.name):
                decorators = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
                if model is not None or any(ast.unparse(d).endswith(".model") for d in decorators):
                    yield file, node


def field_of(project: Project, at: At, field: str) -> tuple[str, ast.ClassDef, ast.AnnAssign | ast.Assign]:
    """The declaration of a model's field. Raises NoEdit when there is none or the model is not clear."""
    owners = list(model_classes(project, at.model))
    found = list(_declarations(owners, field))
    # A field that the class does not declare itself comes from a class that it derives from.
    while not found and (owners := [base for one in owners for base in bases(project, *one)]):
        found = list(_declarations(owners, field))
    where = project.find(at.file) if at.file else None
    here = [one for one in found if one[0] == where and one[2].lineno == at.line]
    if here:
        found = here
    if len(found) != 1:
        raise NoEdit(f"the field {field!r} is declared {len(found)} times")
    file, owner, statement = found[0]
    assert isinstance(statement, (ast.AnnAssign, ast.Assign))
    return file, owner, statement


def _declarations(
    owners: list[tuple[str, ast.ClassDef]], field: str
) -> Iterator[tuple[str, ast.ClassDef, ast.stmt]]:
    for file, owner in owners:
        for statement in owner.body:
            if field in names_declared(statement):
                yield file, owner, statement


def bases(project: Project, file: str, owner: ast.ClassDef) -> Iterator[tuple[str, ast.ClassDef]]:
    for node in owner.bases:
        known = class_named(project, file, node)
        if known is not None and known[1] is not owner:
            yield known


def names_declared(statement: ast.stmt) -> list[str]:
    """The names that a statement of a class body declares."""
    if isinstance(statement, ast.AnnAssign):
        return [ast.unparse(statement.target)]
    return [ast.unparse(t) for t in statement.targets] if isinstance(statement, ast.Assign) else []


def _with_imports(project: Project, file: str, annotation: str) -> tuple[str, list[Splice]]:
    """An annotation whose names from `typing` and `datetime` are imported."""
    splices: list[Splice] = []
    for name in _TYPING:
        if re.search(rf"\b{name}\b", annotation):
            used, more = ensure_import(project, file, "typing", name)
            annotation, splices = re.sub(rf"\b{name}\b", used, annotation), splices + more
    for name in ("datetime", "date", "time"):
        if re.search(rf"(?<!\.)\b{name}\b(?!\.)", annotation):
            used, more = ensure_import(project, file, "datetime", name)
            annotation = re.sub(rf"(?<!\.)\b{name}\b(?!\.)", used, annotation)
            splices += more
    return annotation, _together(splices)


def _together(splices: list[Splice]) -> list[Splice]:
    """Several imports put in at one place: names of one module in one statement, no blank lines between."""
    modules: dict[tuple[int, str], list[str]] = {}
    for one in splices:
        head, _, name = one.text.strip().partition(" import ")
        modules.setdefault((one.start, head), []).append(name)
    first: dict[int, Splice] = {}
    lines: dict[int, list[str]] = {}
    for one in splices:
        first.setdefault(one.start, one)
    for (start, head), names in sorted(modules.items()):
        lines.setdefault(start, []).append(f"{head} import {', '.join(sorted(names))}")
    found = []
    for start, one in first.items():
        body = one.text.strip()
        found.append(Splice(start, start, one.text.replace(body, "\n".join(lines[start]), 1)))
    return found


@edit
def set_annotation(project: Project, at: At, *, field: str, to: str) -> None:
    """Give a model's field another annotation, importing what it needs of `typing` and `datetime`.

    `$TYPE` in `to` stands for the present annotation, `$ORIGIN` for it without parameters (`list` of `list[str]`).
    """
    file, _, statement = field_of(project, at, field)
    source = project.source(file)
    if not isinstance(statement, ast.AnnAssign):
        assert isinstance(statement.targets[0], ast.Name)
        annotation, imports = _with_imports(project, file, to)
        end = source.span(statement.targets[0])[1]
        project.splice(file, [*imports, Splice(end, end, f": {annotation}")])
        return
    start, end = source.outer_span(statement.annotation)
    annotation, imports = _with_imports(project, file, _filled(to, source.text[start:end]))
    if annotation == source.text[start:end]:
        raise NoEdit("the annotation is that already")
    project.splice(file, [*imports, Splice(start, end, annotation)])


def _filled(template: str, present: str) -> str:
    origin = re.sub(r"\[.*\]$", "", present, flags=re.DOTALL)
    plain = {"List": "list", "Dict": "dict", "Set": "set", "Tuple": "tuple"}
    origin = plain.get(origin.rpartition(".")[2], origin)
    return template.replace("$TYPE", present).replace("$ORIGIN", origin)


@edit
def text_key(project: Project, at: At, *, field: str) -> None:
    """Annotate the key as just `str`, the one annotation of which DataFlow makes a text key; `= None` goes."""
    file, _, statement = field_of(project, at, field)
    if not isinstance(statement, ast.AnnAssign):
        raise NoEdit("the field has no annotation")
    source = project.source(file)
    start, end = source.outer_span(statement.annotation)
    if statement.value is not None and ast.unparse(statement.value) == "None":
        end = source.outer_span(statement.value)[1]
    project.splice(file, [Splice(start, end, "str")])


@edit
def add_optional(project: Project, at: At, *, field: str) -> None:
    """Let a field be None: `note: str` becomes `note: Optional[str] = None`."""
    file, _, statement = field_of(project, at, field)
    source = project.source(file)
    if not isinstance(statement, ast.AnnAssign):
        raise NoEdit("the field has no annotation")
    changes = Changes(project)
    text = source.segment(statement.annotation)
    if not re.search(r"\bOptional\b|\bNone\b", text):
        annotation, imports = _with_imports(project, file, f"Optional[{text}]")
        changes.add(file, [*imports, Splice(*source.outer_span(statement.annotation), annotation)])
    if statement.value is None:
        end = source.span(statement)[1]
        changes.add(file, [Splice(end, end, " = None")])
    changes.done()


@edit
def set_default(project: Project, at: At, *, field: str, value: str, imports: str | None = None) -> None:
    """Give a field a default (a Python expression, or `empty`: that of its type), or another one."""
    file, _, statement = field_of(project, at, field)
    if value == "empty":
        kind = ast.unparse(statement.annotation) if isinstance(statement, ast.AnnAssign) else "str"
        value = _EMPTY.get(kind.lower().partition("[")[0], "None")
    source = project.source(file)
    more = add_import(source, imports) if imports else []
    if statement.value is None:
        end = source.span(statement)[1]
        project.splice(file, [*more, Splice(end, end, f" = {value}")])
    elif source.segment(statement.value) != value:
        project.splice(file, [*more, Splice(*source.outer_span(statement.value), value)])
    else:
        raise NoEdit("the default is that already")


@edit
def remove_default(project: Project, at: At, *, field: str) -> None:
    """Take the default of a field away."""
    file, _, statement = field_of(project, at, field)
    if not isinstance(statement, ast.AnnAssign) or statement.value is None:
        raise NoEdit("the field has no default")
    source = project.source(file)
    start = source.outer_span(statement.annotation)[1]
    project.splice(file, [Splice(start, source.outer_span(statement.value)[1], "")])


@edit
def add_field(project: Project, at: At, *, field: str, annotation: str, value: str | None = None) -> None:
    """Declare a further field of the model, after the last one."""
    for file, owner in model_classes(project, at.model):
        declared = [s for s in owner.body if isinstance(s, ast.AnnAssign)]
        if any(field in names_declared(statement) for statement in owner.body) or not declared:
            continue
        source = project.source(file)
        text, imports = _with_imports(project, file, annotation)
        line = f"{field}: {text}" + (f" = {value}" if value is not None else "")
        project.splice(file, [*imports, inserted(source, declared[-1], line, after=True)])
        return
    raise NoEdit("no model lacks the field")


@edit
def remove_field(project: Project, at: At, *, field: str) -> None:
    """Take a field out of the model's class."""
    file, _, statement = field_of(project, at, field)
    project.splice(file, deleted(project.source(file), statement))


@edit
def rename_model(project: Project, at: At, *, to: str) -> None:
    """Rename a model's class, its node types and its Express calls; the table keeps the old name's."""
    old = at.model
    if old is None:
        raise NoEdit("the model is not known")
    where = project.find(at.file) if at.file else None
    found = list(model_classes(project, old))
    here = [one for one in found if one[0] == where and one[1].lineno == at.line]
    chosen = here or [one for one in found if one[0] == where] or found[:1]
    if not chosen:
        raise NoEdit(f"no class {old} was found")
    file, owner = chosen[0]
    source = project.source(file)
    at_name = source.text.index(owner.name, source.span(owner)[0])
    changes = Changes(project)
    changes.add(file, [Splice(at_name, at_name + len(old), to)])
    for site in sites(project) if len(found) == 1 else ():
        if site.model == old and site.type_node is not None:
            wanted = site.node_type.replace(old, to, 1) if site.kind == "node" else to
            before = site.node_type if site.kind == "node" else old
            for name, splice in respelt(project, site.file, site.type_node, before, wanted):
                changes.add(name, [splice])
    changes.done()
