"""Checks of how a model and its fields are declared."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds, together
from dataflow_debugger.agent.checks.model_source import field_statement, model_class, model_classes
from dataflow_debugger.agent.checks.own_keys import key_field, missed
from dataflow_debugger.agent.checks.payloads import model_names, payloads
from dataflow_debugger.agent.checks.shapes import leaf_type
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Model


def _statement(view: View, model: str, field: str) -> tuple[str | None, int | None, str | None]:
    """File, line and text of a field's declaration."""
    declared = field_statement(view, model, field)
    if declared is not None:
        file, statement = declared
        return file, statement.lineno, view.line_text(file, statement.lineno)
    found = model_class(view, model)
    return (found[0], found[1].lineno, None) if found else (None, None, None)


def _without_id(view: View) -> list[Model]:
    return [model for model in view.models if model.fields and "id" not in model.fields]


@check
def model_without_id(view: View, id_given: bool | None = None) -> Verdict:
    """A model declares no `id`, so that DataFlow adds an integer one, and the program uses another key.

    `id_given: true`: records are created with an `id`, which is dropped; false: they are read by the value of
    another field. Binds model, field (the likely key), key, annotation, file, line. UNKNOWN without models.
    """
    for model in _without_id(view):
        created = [
            p for p in payloads(view) if p.model == model.name and p.operation in ("create", "bulk_create")
        ]
        given = any("id" in p.keys for p in created)
        if id_given is not None and given is not id_given:
            continue
        asked = None if given else _key_asked_for(view, model)
        call = missed(view, model) if not given else None
        if not given and asked is None and call is None and not _failed_read(view, model.name):
            continue
        first = (
            asked
            or key_field(view, model)
            or next((name for name, field in model.fields.items() if field.required), None)
        )
        file, line, _ = _statement(view, model.name, first or "")
        says = "the id that is given is dropped" if given else "records are read by another key"
        text = f"{model.name} has no field 'id' ({', '.join(model.fields)}); {says}"
        shape = next((p.keys["id"] for p in created if "id" in p.keys), None)
        claims = [Claim(text, file, line)]
        if call is not None:
            place = view.at(call.at)
            met = f"{call.api} asks for a record by id and meets none; the value given is no id"
            claims.append(Claim(met, *place, None, view.line_text(*place)))
        return holds(
            *claims, model=model.name, field="id" if given else first, key="id",
            annotation=leaf_type(shape) if shape is not None else "str", to="id", file=file, line=line,
        )  # fmt: skip
    return FAILS if view.models else UNKNOWN


def _failed_read(view: View, model: str) -> bool:
    """Whether a node found no record."""
    return any("not found" in text and model in text for text in view.failed_nodes.values())


def _key_asked_for(view: View, model: Model) -> str | None:
    """The field by which a node for one record looks for it, and fails because it is no id."""
    for node_id, text in view.failed_nodes.items():
        node = view.nodes.get(node_id)
        made = view.generated(node.type) if node is not None else None
        if node is None or made is None or made.model != model.name or "'id' or 'record_id'" not in text:
            continue
        condition = node.config.get("filter") or node.config.get("conditions")
        given = condition if isinstance(condition, dict) else node.config
        return next((key for key in given if key in model.fields), None)
    return None


@check
def field_annotated(
    view: View,
    pattern: str,
    required: bool | None = None,
    used: bool = False,
    text: str | None = None,
    alike: bool = False,
) -> Verdict:
    """A model has a field whose annotation matches the regex.

    `required` wants it with or without a default; `used` wants a write that gives it; `text` a regex over the
    texts of the run, in which `{field}` stands for its name. With `alike`, the fields that are declared in the
    same way and were not reached yet are handed on, too. Binds model, table, field, annotation, file, line.
    UNKNOWN without models.
    """
    hits: list[Verdict] = []
    others: list[Verdict] = []
    for model in view.models:
        for name, field in model.fields.items():
            if not re.search(pattern, field.type) or (
                required is not None and field.required is not required
            ):
                continue
            if used and not any(p.model == model.name and name in p.keys for p in payloads(view)):
                continue
            wanted = text.replace("{field}", re.escape(name)) if text else None
            told = not wanted or any(re.search(wanted, one.text, re.S) for one in view.all_texts)
            if not told and not alike:
                continue
            file, line, shown = _statement(view, model.name, name)
            claim = Claim(f"{model.name}.{name} is declared as {field.type}", file, line, value=shown)
            one = holds(
                claim,
                model=model.name,
                table=model.table,
                field=name,
                key=name,
                annotation=field.type,
                file=file,
                line=line,
            )
            if told and not alike:
                return one
            (hits if told else others).append(one)
    if not view.models:
        return UNKNOWN
    # The run stops at the first field, and the next one would stop it again.
    return together([*hits, *others]) if hits else FAILS


@check
def function_as_default(view: View, text: str | None = None) -> Verdict:
    """A field's default is a function, not a value. `text` is a regex over the texts of the run.

    Binds model, field, default, file, line. UNKNOWN without models.
    """
    found = []
    for model in view.models:
        for name, field in model.fields.items():
            if field.default not in ("<function>", "<builtin_function_or_method>", "<method>"):
                continue
            if text and not any(re.search(text, one.text, re.S) for one in view.all_texts):
                continue
            file, line, shown = _statement(view, model.name, name)
            claim = Claim(f"The default of {model.name}.{name} is a function", file, line, value=shown)
            found.append(holds(claim, model=model.name, field=name, default=shown, file=file, line=line))
    return together(found) if view.models else UNKNOWN


@check
def default_is_field_object(view: View) -> Verdict:
    """Fields' defaults are `dataclasses.field(...)` or pydantic's `Field(...)`, in a model or a class above it.

    Binds model, field, default, file, line. UNKNOWN when no model's source is known.
    """
    seen, found = False, []
    for name in model_names(view):
        for file, owner in model_classes(view, name):
            seen = True
            for statement in owner.body:
                value = statement.value if isinstance(statement, ast.AnnAssign) else None
                called = ast.unparse(value.func).rpartition(".")[2] if isinstance(value, ast.Call) else ""
                if called not in ("field", "Field") or not isinstance(statement, ast.AnnAssign):
                    continue
                field, default = ast.unparse(statement.target), ast.unparse(value or statement)
                text = f"The default of {name}.{field} is {default}"
                claim = Claim(text, file, statement.lineno, value=ast.unparse(statement))
                found.append(
                    holds(claim, model=name, field=field, default=default, file=file, line=statement.lineno)
                )
    return together(found) if seen else UNKNOWN


@check
def default_with_apostrophe(view: View) -> Verdict:
    """A field's default is a text with an apostrophe, which breaks the statement that makes the table.

    Binds model, field, value (the literal with a typographic apostrophe), file, line. UNKNOWN when no model's
    source is known.
    """
    seen, hits = False, []
    for name in model_names(view):
        found = model_class(view, name)
        if found is None:
            continue
        seen = True
        file, owner = found
        for statement in owner.body:
            value = statement.value if isinstance(statement, ast.AnnAssign) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and "'" in value.value:
                assert isinstance(statement, ast.AnnAssign)
                field = ast.unparse(statement.target)
                claim = Claim(
                    f"The default of {name}.{field} holds an apostrophe: {value.value}", file, statement.lineno,
                    value=value.value,
                )  # fmt: skip
                curly = '"' + value.value.replace("'", "\u2019").replace('"', '\\"') + '"'
                hit = holds(
                    claim, model=name, field=field, value=curly, file=file, line=statement.lineno
                )  # fmt: skip
                hits.append(hit)
    return together(hits) if seen else UNKNOWN


@check
def model_base(view: View, pattern: str) -> Verdict:
    """A model's class, or one that it derives from, has a base that matches the regex.

    Binds model, base, owner (the class that has the base), file, line. UNKNOWN when no model's source is known.
    """
    seen = False
    for name in model_names(view):
        for file, owner in model_classes(view, name):
            seen = True
            for base in owner.bases:
                if re.search(pattern, ast.unparse(base)):
                    text = f"The model {name} has the base class {ast.unparse(base)}"
                    return holds(
                        Claim(text, file, owner.lineno), model=name, base=ast.unparse(base), file=file,
                        line=owner.lineno, owner=owner.name,
                    )  # fmt: skip
    return FAILS if seen else UNKNOWN


@check
def model_class_called(view: View) -> Verdict:
    """The program calls a model's class to make an object. Binds model, file, line.

    FAILS when no error says so.
    """
    for one in view.raised:
        found = re.search(r"^(?P<name>\w+)\(\) takes no arguments", one.message)
        if found and found["name"] in model_names(view):
            frame = view.user_frame
            file, line = (frame.file, frame.line) if frame else (None, None)
            text = f"The model class {found['name']} is called to make an object"
            claim = Claim(text, file, line, value=view.line_text(file, line))
            return holds(claim, model=found["name"], file=file, line=line)
    return FAILS


@check
def annotation_name_undefined(view: View) -> Verdict:
    """A model's annotation names a class that does not exist when the model is registered.

    Binds model, field, name, file, line. FAILS when no error says so.
    """
    for one in view.raised:
        found = re.search(r"^name '(?P<name>\w+)' is not defined", one.message)
        if found is None or not one.type.endswith("NameError"):
            continue
        for source in view.sources.values():
            for owner in source.nodes:
                for statement in owner.body if isinstance(owner, ast.ClassDef) else ():
                    if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
                        continue
                    annotation = source.segment(statement.annotation)
                    if re.search(rf"\b{found['name']}\b", annotation):
                        assert isinstance(owner, ast.ClassDef)
                        text = f"{owner.name}.{statement.target.id} is annotated {annotation}"
                        claim = Claim(text, source.file, statement.lineno, value=annotation)
                        return holds(
                            claim, model=owner.name, field=statement.target.id, name=found["name"],
                            file=source.file, line=statement.lineno,
                        )  # fmt: skip
    return FAILS


@check
def private_field(view: View) -> Verdict:
    """A model has an annotated attribute that starts with an underscore, which is no field.

    Binds model, field, to, file, line. UNKNOWN when no model's source is known.
    """
    seen, hits = False, []
    for name in model_names(view):
        found = model_class(view, name)
        if found is None:
            continue
        seen = True
        file, owner = found
        for statement in owner.body:
            target = statement.target if isinstance(statement, ast.AnnAssign) else None
            if isinstance(target, ast.Name) and re.match(r"_[a-z]", target.id):
                given = any(p.model == name and target.id in p.keys for p in payloads(view))
                text = f"{name}.{target.id} starts with an underscore, so it is no field"
                if given:
                    claim = Claim(text, file, statement.lineno, value=view.line_text(file, statement.lineno))
                    hit = holds(
                        claim, model=name, field=target.id, to=target.id.lstrip("_"), file=file,
                        line=statement.lineno,
                    )  # fmt: skip
                    hits.append(hit)
    return together(hits) if seen else UNKNOWN


@check
def model_declared_twice(view: View) -> Verdict:
    """The source has two model classes of one name. Binds model, file, line (of the second class).

    UNKNOWN when no model's source is known.
    """
    seen: dict[str, str] = {}
    for source in view.sources.values():
        for node in source.nodes:
            decorators = node.decorator_list if isinstance(node, ast.ClassDef) else []
            if not any(ast.unparse(one).split("(")[0].endswith(".model") for one in decorators):
                continue
            assert isinstance(node, ast.ClassDef)
            if node.name in seen:
                text = f"The model {node.name} is declared a second time"
                claim = Claim(text, source.file, node.lineno, value=view.line_text(source.file, node.lineno))
                return holds(claim, model=node.name, file=source.file, line=node.lineno)
            seen[node.name] = source.file
    return FAILS if seen else UNKNOWN
