"""Checks of a model's fields against what was written to them and what came back."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.filters import bindings_of
from dataflow_debugger.agent.checks.payloads import fields_of, model_class, model_names, payloads
from dataflow_debugger.agent.checks.shapes import leaf_type, shape_text
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Model

_OBJECT = re.compile(r"^<(?P<name>[A-Z]\w*)>$")


def _statement(view: View, model: str, field: str) -> tuple[str | None, int | None, str | None]:
    """File, line and text of a field's declaration."""
    found = model_class(view, model)
    if found is None:
        return None, None, None
    file, owner = found
    for statement in owner.body:
        targets = (
            [statement.target] if isinstance(statement, ast.AnnAssign) else getattr(statement, "targets", [])
        )
        if any(isinstance(target, ast.Name) and target.id == field for target in targets):
            return file, statement.lineno, view.line_text(file, statement.lineno)
    return file, owner.lineno, None


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
        if not given and not _missed_read(view, model.name):
            continue
        first = next((name for name, field in model.fields.items() if field.required), None)
        file, line, _ = _statement(view, model.name, first or "")
        says = "the id that is given is dropped" if given else "records are read by another key"
        text = f"{model.name} has no field 'id' ({', '.join(model.fields)}); {says}"
        shape = next((p.keys["id"] for p in created if "id" in p.keys), None)
        return holds(
            Claim(text, file, line), model=model.name, field="id" if given else first, key="id",
            annotation=leaf_type(shape) if shape is not None else "str", to="id", file=file, line=line,
        )  # fmt: skip
    return FAILS if view.models else UNKNOWN


def _missed_read(view: View, model: str) -> bool:
    """Whether a read by id found nothing."""
    for call in view.calls("express*.read"):
        if (
            isinstance(call.args, dict)
            and call.args.get("model") == model
            and call.result in (None, "<None>")
        ):
            return True
    return any("not found" in text and model in text for text in view.failed_nodes.values())


@check
def text_id_not_given(view: View) -> Verdict:
    """A record is created without `id`, and the model's id is text, which nothing generates.

    Binds model, field, operation, node, api, file, line. UNKNOWN when no create was seen.
    """
    seen = False
    for payload in payloads(view):
        fields = fields_of(view, payload.model)
        if payload.operation not in ("create", "bulk_create") or fields is None or payload.role != "fields":
            continue
        seen = True
        own = fields.get("id")
        fed = any(c.target == payload.node and c.input == "id" for c in view.connections)
        if own is None or "id" in payload.keys or fed or not payload.ok or own.default is not None:
            continue
        if re.fullmatch(r"(typing\.)?(Optional\[)?str\]?( \| None)?", own.type):
            text = f"{payload.subject} creates a {payload.model} without an id, and its id is text"
            place = {"file": payload.file, "line": payload.line}
            claim = Claim(text, payload.file, payload.line, payload.node)
            return holds(claim, field="id", **{**bindings_of(payload), **place})
    return FAILS if seen else UNKNOWN


@check
def field_annotated(
    view: View, pattern: str, required: bool | None = None, used: bool = False, text: str | None = None
) -> Verdict:
    """A model has a field whose annotation matches the regex.

    `required` wants it with or without a default; `used` wants a write that gives it; `text` a regex over the
    texts of the run, in which `{field}` stands for its name. Binds model, field, annotation, file, line.
    UNKNOWN without models.
    """
    for model in view.models:
        for name, field in model.fields.items():
            if not re.search(pattern, field.type) or (
                required is not None and field.required is not required
            ):
                continue
            if used and not any(p.model == model.name and name in p.keys for p in payloads(view)):
                continue
            wanted = text.replace("{field}", re.escape(name)) if text else None
            if wanted and not any(re.search(wanted, one.text, re.S) for one in view.all_texts):
                continue
            file, line, shown = _statement(view, model.name, name)
            claim = Claim(f"{model.name}.{name} is declared as {field.type}", file, line, value=shown)
            return holds(
                claim, model=model.name, field=name, key=name, annotation=field.type, file=file, line=line
            )
    return FAILS if view.models else UNKNOWN


@check
def object_given(view: View, kind: str) -> Verdict:
    """A field gets an object of the program: `kind` is enum (a member of an Enum that is no text) or record
    (a dataclass or pydantic model).

    Binds key, field, model, operation, node, api, value (the text that converts it, with $VALUE), imports,
    file, line. UNKNOWN when no write was seen.
    """
    classes = {
        node.name: node
        for source in view.sources.values()
        for node in source.nodes
        if isinstance(node, ast.ClassDef)
    }
    seen = False
    for payload in payloads(view):
        if payload.role != "fields":
            continue
        seen = True
        for key, shape in payload.keys.items():
            found = _OBJECT.match(shape) if isinstance(shape, str) else None
            owner = classes.get(found["name"]) if found else None
            told = _object_kind(owner) if owner is not None else None
            if owner is None or told is None or told[0] != kind:
                continue
            file, line = payload.place(key)
            says = "a member of the Enum" if kind == "enum" else "an object of the class"
            text = f"{payload.subject} gives '{key}' {says} {owner.name}"
            item = payload.item(key)
            claim = Claim(text, file, line, payload.node, item.text if item else shape_text(shape))
            return holds(
                claim, field=key, key=key, value=told[1], imports=told[2], **bindings_of(payload, key)
            )
    return FAILS if seen else UNKNOWN


def _object_kind(node: ast.ClassDef) -> tuple[str, str, str | None] | None:
    bases = [ast.unparse(base).rsplit(".", 1)[-1] for base in node.bases]
    if any(base in ("Enum", "Flag") for base in bases) and not {"str", "int", "float"} & set(bases):
        return "enum", "$VALUE.value", None
    if "BaseModel" in bases:
        return "record", "$VALUE.model_dump()", None
    if any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list):
        return "record", "asdict($VALUE)", "from dataclasses import asdict"
    return None


@check
def function_as_default(view: View, text: str | None = None) -> Verdict:
    """A field's default is a function, not a value. `text` is a regex over the texts of the run.

    Binds model, field, default, file, line. UNKNOWN without models.
    """
    for model in view.models:
        for name, field in model.fields.items():
            if field.default not in ("<function>", "<builtin_function_or_method>", "<method>"):
                continue
            if text and not any(re.search(text, one.text, re.S) for one in view.all_texts):
                continue
            file, line, shown = _statement(view, model.name, name)
            claim = Claim(f"The default of {model.name}.{name} is a function", file, line, value=shown)
            return holds(claim, model=model.name, field=name, default=shown, file=file, line=line)
    return FAILS if view.models else UNKNOWN


@check
def default_is_field_object(view: View) -> Verdict:
    """A field's default is `dataclasses.field(...)` or pydantic's `Field(...)`.

    Binds model, field, default, file, line. UNKNOWN when no model's source is known.
    """
    seen = False
    for name in model_names(view):
        found = model_class(view, name)
        if found is None:
            continue
        seen = True
        file, owner = found
        for statement in owner.body:
            value = statement.value if isinstance(statement, ast.AnnAssign) else None
            if isinstance(value, ast.Call) and ast.unparse(value.func).rsplit(".", 1)[-1] in (
                "field",
                "Field",
            ):
                assert isinstance(statement, ast.AnnAssign)
                field = ast.unparse(statement.target)
                text = f"The default of {name}.{field} is {ast.unparse(value)}"
                claim = Claim(text, file, statement.lineno, value=ast.unparse(statement))
                return holds(
                    claim,
                    model=name,
                    field=field,
                    default=ast.unparse(value),
                    file=file,
                    line=statement.lineno,
                )
    return FAILS if seen else UNKNOWN


@check
def default_with_apostrophe(view: View) -> Verdict:
    """A field's default is a text with an apostrophe, which breaks the statement that makes the table.

    Binds model, field, value (the literal with a typographic apostrophe), file, line. UNKNOWN when no model's
    source is known.
    """
    seen = False
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
                return holds(claim, model=name, field=field, value=curly, file=file, line=statement.lineno)
    return FAILS if seen else UNKNOWN


@check
def model_base(view: View, pattern: str) -> Verdict:
    """A model's class has a base that matches the regex. Binds model, base, file, line.

    UNKNOWN when no model's source is known.
    """
    seen = False
    for name in model_names(view):
        found = model_class(view, name)
        if found is None:
            continue
        seen = True
        file, owner = found
        for base in owner.bases:
            if re.search(pattern, ast.unparse(base)):
                text = f"The model {name} has the base class {ast.unparse(base)}"
                return holds(
                    Claim(text, file, owner.lineno), model=name, base=ast.unparse(base), file=file,
                    line=owner.lineno,
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
    seen = False
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
                    return holds(
                        claim, model=name, field=target.id, to=target.id.lstrip("_"), file=file,
                        line=statement.lineno,
                    )  # fmt: skip
    return FAILS if seen else UNKNOWN


@check
def field_left_to_default(view: View) -> Verdict:
    """A record is created without a field whose default is a function or was computed when the class was read.

    Binds model, field, operation, node, file, line (of the field). UNKNOWN when no create was seen.
    """
    seen = False
    for payload in payloads(view):
        if payload.operation not in ("create", "bulk_create") or payload.role != "fields":
            continue
        found = model_class(view, payload.model)
        if found is None:
            continue
        seen = True
        file, owner = found
        for statement in owner.body:
            if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
                continue
            made = isinstance(statement.value, (ast.Lambda, ast.Call, ast.Name, ast.Attribute))
            if made and statement.target.id not in payload.keys:
                name = statement.target.id
                text = f"{payload.subject} leaves '{name}' to its default"
                claim = Claim(text, payload.file, payload.line, payload.node)
                place = {"file": file, "line": statement.lineno}
                return holds(claim, field=name, **{**bindings_of(payload), **place})
    return FAILS if seen else UNKNOWN


@check
def attribute_value_given(view: View) -> Verdict:
    """A write gives a value for an attribute of the model's class that is no field.

    Binds model, field, to (the type of its value), operation, node, api, file, line. UNKNOWN when no write of a
    model with source was seen.
    """
    seen = False
    for payload in payloads(view):
        found = model_class(view, payload.model)
        if found is None or payload.role != "fields":
            continue
        seen = True
        file, owner = found
        for statement in owner.body:
            target = statement.targets[0] if isinstance(statement, ast.Assign) else None
            if not isinstance(target, ast.Name) or target.id not in payload.keys:
                continue
            assert isinstance(statement, ast.Assign)
            kind = type(statement.value.value).__name__ if isinstance(statement.value, ast.Constant) else None
            where, line = payload.place(target.id)
            text = f"{payload.subject} gives a value for '{target.id}'"
            claim = Claim(text, where, line, payload.node)
            return holds(
                claim, model=payload.model, field=target.id, to=kind if kind != "NoneType" else "str",
                file=file, line=statement.lineno,
            )  # fmt: skip
    return FAILS if seen else UNKNOWN


_CONVERSIONS = {
    "UUID": "str($VALUE)",
    "time": "$VALUE.isoformat()",
    "timedelta": "$VALUE.total_seconds()",
    "set": "sorted($VALUE)",
    "frozenset": "sorted($VALUE)",
    "tuple": "list($VALUE)",
    "PosixPath": "str($VALUE)",
    "Path": "str($VALUE)",
    "Decimal": "float($VALUE)",
}


@check
def value_of_type_given(view: View) -> Verdict:
    """A write gives a value of a type that SQLite's driver cannot bind, as the error says.

    Binds key, field, value (the text that converts it, with $VALUE), model, operation, node, api, file, line.
    UNKNOWN when no write was seen.
    """
    told = next(
        (
            m
            for t in view.all_texts
            if (m := re.search(r"type '(?:\w+\.)?(?P<type>\w+)' is not supported", t.text))
        ),
        None,
    )
    found = [one for one in payloads(view) if one.role == "fields"]
    if told is None:
        return FAILS if found else UNKNOWN
    for payload in found:
        for key, shape in payload.keys.items():
            item = payload.item(key)
            named = f"<{told['type']}>" if told["type"] not in ("set", "tuple", "frozenset") else None
            if shape == named or (named is None and isinstance(shape, list)):
                file, line = payload.place(key)
                text = f"{payload.subject} gives '{key}' a {told['type']}"
                claim = Claim(text, file, line, payload.node, item.text if item else shape_text(shape))
                return holds(
                    claim,
                    field=key,
                    key=key,
                    value=_CONVERSIONS.get(told["type"]),
                    **bindings_of(payload, key),
                )
    return FAILS if found else UNKNOWN


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
