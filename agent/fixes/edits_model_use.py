"""Edits of programs that use a model's class as in other libraries."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.edits_models import field_of, model_classes, set_annotation
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes, entries
from dataflow_debugger.agent.fixes.mapping import deleted, mappings, removed
from dataflow_debugger.agent.fixes.mapping import renamed as renamed_key
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice


@edit
def append_only_decorator(project: Project, at: At, *, model: str, keys: list[str]) -> None:
    """Make a model append-only by its decorator, and take the keys out of its `__dataflow__`."""
    changes = Changes(project)
    for file, owner in model_classes(project, model):
        source = project.source(file)
        for decorator in owner.decorator_list:
            text = source.segment(decorator)
            if text.endswith(".model"):
                changes.add(file, [Splice(*source.span(decorator), f"{text}(append_only=True)")])
            elif text.endswith(".model()"):
                changes.add(file, [Splice(*source.span(decorator), f"{text[:-2]}(append_only=True)")])
        for statement in owner.body:
            if not (
                isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__dataflow__"
            ):
                continue
            for mapping in mappings(project, file, statement.value):
                gone = [entry for entry in mapping.entries if entry.key in keys]
                if len(gone) == len(mapping.entries) and isinstance(statement.value, ast.Dict):
                    changes.add(file, deleted(source, statement))
                else:
                    for entry in gone:
                        changes.add(entry.file, removed(project.source(entry.file), entry))
    changes.done()


@edit
def rename_option_key(project: Project, at: At, *, model: str, key: str, to: str) -> None:
    """Give a key of a model's `__dataflow__` another name."""
    changes = Changes(project)
    for file, owner in model_classes(project, model):
        for statement in owner.body:
            if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__dataflow__":
                for mapping in mappings(project, file, statement.value):
                    for entry in mapping.entries:
                        if entry.key == key and mapping.get(to) is None:
                            changes.add(entry.file, renamed_key(project.source(entry.file), entry, to))
    changes.done()


_AS_DICT = {"dataclass": "asdict({})", "pydantic": "{}.model_dump()", "plain": "vars({})"}


@edit
def object_as_dict(project: Project, at: At, *, form: str) -> None:
    """Hand an Express call the object's values as a dict: `asdict(x)`, `x.model_dump()` or `vars(x)`."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        source = project.source(file)
        words = {word.arg: word.value for word in call.keywords}
        given = call.args[-1] if len(call.args) > 1 else words.get("data") or words.get("fields")
        if given is None:
            continue
        template = _AS_DICT.get(form, "vars({})")
        if form == "dataclass":
            used, more = ensure_import(project, file, "dataclasses", "asdict")
            template = template.replace("asdict", used)
            changes.add(file, more)
        changes.add(file, [Splice(*source.outer_span(given), template.format(source.segment(given)))])
    changes.done()


@edit
def text_annotation(project: Project, at: At, *, field: str, key: str | None = None) -> None:
    """Annotate a field as text, and make text of the values that it is given where they are not yet."""
    file, _, statement = field_of(project, at, field)
    source = project.source(file)
    if not isinstance(statement, ast.AnnAssign):
        raise NoEdit("the field has no annotation")
    old = source.segment(statement.annotation)
    # A key is made of text only where the annotation is just `str`.
    optional = field != "id" and ("Optional" in old or "None" in old)
    new = "str | None" if optional else "str"
    changes = Changes(project)
    changes.add(file, [Splice(*source.outer_span(statement.annotation), new)])
    try:
        given = entries(project, At(model=at.model), key or field)
    except NoEdit:
        given = []
    for found in given:
        where = project.source(found.entry.file)
        value = found.entry.value
        text = where.segment(value)
        if not isinstance(value, (ast.Constant, ast.JoinedStr)) and not re.match(r"(str\(|.*\.hex$)", text):
            changes.add(found.entry.file, [Splice(*where.outer_span(value), f"str({text})")])
    changes.done()


_ALL = frozenset(["all", "find_all", "list", "fetch_all", "get_all", "select"])
_MANY = frozenset(["filter", "find", "where", "find_many", "findMany", "filter_by", "query", "search"])
_ONE = frozenset(
    ["get", "find_one", "first", "findOne", "findFirst", "find_unique", "findUnique", "get_or_none"]
)
_BY_ID = frozenset(["read", "find_by_id", "get_by_id", "findById", "by_id"])
_NEW = frozenset(["create", "insert", "add", "new", "insert_one", "save", "objects_create"])
_NUMBER = frozenset(["count", "total"])
_MANAGERS = frozenset(("objects", "query", "manager", "db", "prisma"))


@edit
def class_query_to_express(project: Project, at: At, *, model: str) -> None:
    """Ask Express instead of the model's class: `User.objects.filter(a=1)` is `express_sync.list("User", ...)`."""
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            method = _method(call, model)
            outer = source.parent(call)
            if method is None or (
                isinstance(outer, ast.Attribute) and outer.value is call and method in _MANAGERS
            ):
                continue
            owner = instance_of_model(project, model)
            target: ast.expr = call
            if isinstance(outer, ast.Attribute) and outer.attr in (*_ALL, "first", "count", "to_list"):
                after = source.parent(outer)
                if isinstance(after, ast.Call) and after.func is outer:
                    target = after
                    method = {"first": "find_one", "count": "count"}.get(outer.attr, method)
            awaited = isinstance(source.parent(target), ast.Await)
            express = f"{owner}.{'express' if awaited else 'express_sync'}"
            changes.add(file, [Splice(*source.span(target), _said(source, call, model, method, express))])
    changes.done()


def _method(call: ast.Call, model: str) -> str | None:
    """The method in `Model.objects.method(...)` or `Model.method(...)`."""
    function = call.func
    if not isinstance(function, ast.Attribute):
        return None
    base = function.value
    if isinstance(base, ast.Attribute) and base.attr in _MANAGERS:
        base = base.value
    return function.attr if isinstance(base, ast.Name) and base.id == model else None


def instance_of_model(project: Project, model: str) -> str:
    """The expression of the instance that registers a model. Raises NoEdit when it is not known."""
    for file, owner in model_classes(project, model):
        for decorator in owner.decorator_list:
            node = decorator.func if isinstance(decorator, ast.Call) else decorator
            if isinstance(node, ast.Attribute) and node.attr == "model":
                return project.source(file).segment(node.value)
    raise NoEdit("the DataFlow instance of the model is not known")


def _said(source: Source, call: ast.Call, model: str, method: str, express: str) -> str:
    words = {w.arg: source.segment(w.value) for w in call.keywords if w.arg}
    if any(w.arg is None for w in call.keywords):
        spread = ", ".join("**" + source.segment(w.value) for w in call.keywords if w.arg is None)
        fields = "{" + spread + "}"
    elif call.args and not words:
        fields = source.segment(call.args[0])
    else:
        fields = "{" + ", ".join(f'"{key}": {text}' for key, text in words.items()) + "}"
    name = f'"{model}"'
    if method in _NEW:
        return f"{express}.create({name}, {fields})"
    if method in _NUMBER:
        return f"{express}.count({name}, {fields})" if words or call.args else f"{express}.count({name})"
    key = words.get("id") or words.get("pk")
    if method in _BY_ID or (method in _ONE and (set(words) in ({"id"}, {"pk"}) or (call.args and not words))):
        if isinstance(call.args[0] if call.args else None, ast.Dict):
            return f"{express}.find_one({name}, {fields})"
        return f"{express}.read({name}, {key or fields})"
    if any("__" in word for word in words):
        raise NoEdit("the lookups of the filter are not known")
    if method in _ONE:
        return f"{express}.find_one({name}, {fields})"
    if method in _ALL or (method in _MANY and not words and not call.args):
        return f"{express}.list({name})"
    if method in _MANY:
        return f"{express}.list({name}, {fields})"
    raise NoEdit(f"what {method!r} means is not known")


@edit
def swap_column_mapping(project: Project, at: At) -> None:
    """Exchange the keys and values of the `column_mapping` that an Express `import_file` is given."""
    changes = Changes(project)
    for file, call in express_calls(project, at, any_method=True):
        words = [word.value for word in call.keywords if word.arg == "column_mapping"]
        method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        given = [*words, *call.args[2:3]] if method == "import_file" else []
        for mapping in (one for value in given for one in mappings(project, file, value)):
            source = project.source(mapping.file)
            for entry in mapping.entries if isinstance(mapping.node, ast.Dict) else ():
                if entry.key_node is not None:
                    key, value = source.segment(entry.key_node), source.segment(entry.value)
                    changes.add(mapping.file, [Splice(*source.span(entry.key_node), value)])
                    changes.add(mapping.file, [Splice(*source.span(entry.value), key)])
    changes.done()


@edit
def set_annotations(project: Project, at: At, *, kinds: list[list[str]]) -> None:
    """Give several fields of one model another annotation each; `kinds` are pairs of field and annotation."""
    for field, to in kinds:
        set_annotation(project, At(model=at.model), field=field, to=to)
