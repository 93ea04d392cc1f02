"""Checks of what a write gives to a model's fields: values that it cannot take, and those it leaves out."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds, together
from dataflow_debugger.agent.checks.existing_tables import files_of
from dataflow_debugger.agent.checks.filters import bindings_of
from dataflow_debugger.agent.checks.model_source import field_statement, model_class
from dataflow_debugger.agent.checks.payloads import Payload, fields_of, payloads
from dataflow_debugger.agent.checks.refused_values import plain_type
from dataflow_debugger.agent.checks.schema import field_place
from dataflow_debugger.agent.checks.shapes import leaf_type, shape_text
from dataflow_debugger.agent.checks.view import View

_OBJECT = re.compile(r"^<(?P<name>[A-Z]\w*)>$")


@check
def text_id_not_given(view: View) -> Verdict:
    """A record is created without `id`, and the model's id is text, which nothing generates, a default neither.

    One place a model. Binds model, field, operation, node, api, file, line. UNKNOWN when no create was seen.
    """
    seen = False
    found: dict[str, Verdict] = {}
    for payload in payloads(view):
        fields = fields_of(view, payload.model)
        if payload.operation not in ("create", "bulk_create") or fields is None or payload.role != "fields":
            continue
        seen = True
        own = fields.get("id")
        fed = any(c.target == payload.node and c.input == "id" for c in view.connections)
        given = leaf_type(payload.keys["id"]) != "NoneType" if "id" in payload.keys else False
        if own is None or given or fed or not payload.ok or payload.model in found:
            continue
        if re.fullmatch(r"(typing\.)?(Optional\[)?str\]?( \| None)?", own.type):
            found[payload.model] = _without_text_id(view, payload)
    return together(list(found.values())) if seen else UNKNOWN


def _without_text_id(view: View, payload: Payload) -> Verdict:
    text = f"{payload.subject} creates a {payload.model} without an id, and its id is text"
    claims = [Claim(text, payload.file, payload.line, payload.node)]
    declared = field_statement(view, payload.model, "id")
    if declared is not None and declared[1].value is not None:
        file, statement = declared
        default = ast.unparse(statement.value) if statement.value else ""
        told = f"The default of {payload.model}.id, {default}, is not applied: an id that is not given stays NULL"
        claims.append(Claim(told, file, statement.lineno, value=view.line_text(file, statement.lineno)))
    place = {"file": payload.file, "line": payload.line}
    return holds(*claims, field="id", **{**bindings_of(payload), **place})


@check
def text_key_not_plain(view: View) -> Verdict:
    """A model's `id` is annotated as some text but not as just `str`, so that its column is an integer.

    Wanted are a record that gives a text as id, and an error that says so or the column itself. Binds model, field
    (id), annotation, table, file, line (of the declaration). UNKNOWN when no write was seen.
    """
    written = [one for one in payloads(view) if one.role == "fields"]
    for model in view.models:
        key = model.fields.get("id")
        kind = plain_type(key.type) if key is not None else "str"
        if key is None or key.type == "str" or kind in ("", "int", "uuid"):
            continue
        given = [one for one in written if one.model == model.name and leaf_type(one.keys.get("id")) == "str"]
        columns = [file.tables[model.table or ""].columns for file in files_of(view, model.table or "")]
        refused = any(_NO_INTEGER.search(text.text) for text in view.all_texts)
        if given and (refused or any("INT" in one.get("id", "").upper() for one in columns)):
            file, line = field_place(view, model.name, "id")
            text = f"{model.name}.id is {key.type}, not just str, so its column is an integer"
            claim = Claim(text, file, line, value=view.line_text(file, line))
            got = Claim(f"{given[0].subject} gives a text as id", *given[0].place("id"), given[0].node)
            return holds(
                claim, got, model=model.name, field="id", annotation=key.type, table=model.table, file=file,
                line=line,
            )  # fmt: skip
    return FAILS if written else UNKNOWN


_NO_INTEGER = re.compile(
    r"datatype mismatch|'str' object cannot be interpreted as an integer"
    r"|Incorrect integer value: .* for column [^ ]*id\b"
)


@check
def connection_url_from_record(view: View) -> Verdict:
    """A create failed at the database, and its record has a `database_url`, which the node takes for its own.

    Binds model, field, key, operation, node, api, file, line. UNKNOWN when no create was seen.
    """
    creates = [one for one in payloads(view) if one.role == "fields" and one.operation == "create"]
    for payload in creates:
        model = view.model(payload.model)
        name = "database_url"
        if payload.ok or model is None or name not in model.fields or name not in payload.keys:
            continue
        told = next((hit for text in view.all_texts if (hit := _OTHER_DATABASE.search(text.text))), None)
        if told is None:
            continue
        file, line = payload.place(name)
        text = f"{payload.subject} gives '{name}', a field of {model.name} and a parameter of every node"
        said = Claim(f"The database that was asked says: {told.group()}", payload.file, payload.line)
        claim = Claim(text, file, line, payload.node, view.line_text(file, line))
        return holds(claim, said, field=name, **bindings_of(payload, name))
    return FAILS if creates else UNKNOWN


# What a create meets that goes to another database, or speaks the language of another one.
_OTHER_DATABASE = re.compile(
    r"(?i)unsupported database scheme|unknown database|access denied|password authentication|getaddrinfo"
    r"|name or service not known|(can't|cannot|could not|failed to) connect|connection (was )?refused|timed? ?out"
    r"|connect call failed|no such table|does(n't| not) exist|syntax error|near \"[^\"]*\"|unrecognized token"
    r"|unable to open database|incomplete placeholder|not all arguments converted"
)


@check
def object_given(view: View, kind: str) -> Verdict:
    """A field gets an object of the program: `kind` is enum (a member of an Enum that is no text) or record
    (a dataclass, a pydantic model or a class with an `__init__`).

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
    if any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in node.body):
        return "record", "vars($VALUE)", None
    return None


@check
def field_left_to_default(view: View, by_node: bool = False) -> Verdict:
    """A record is created without a field whose default is a function or was computed when the class was read.

    `by_node` wants a node to have created it, not Express. A default of `id` is not applied at all. Binds model,
    field, operation, node, file, line (of the field). UNKNOWN when no create was seen.
    """
    seen = False
    for payload in payloads(view):
        if payload.operation not in ("create", "bulk_create") or payload.role != "fields":
            continue
        found = model_class(view, payload.model)
        if found is None:
            continue
        seen = True
        if by_node and payload.express:
            continue
        file, owner = found
        for statement in owner.body:
            if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
                continue
            made = isinstance(statement.value, (ast.Lambda, ast.Call, ast.Name, ast.Attribute))
            if made and statement.target.id not in {*payload.keys, "id"}:
                name = statement.target.id
                text = f"{payload.subject} leaves '{name}' to its default"
                claim = Claim(text, payload.file, payload.line, payload.node)
                place = {"file": file, "line": statement.lineno}
                return holds(claim, field=name, **{**bindings_of(payload), **place})
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
                    value=_conversion(view, payload, key, told["type"]),
                    **bindings_of(payload, key),
                )
    return FAILS if found else UNKNOWN


def _conversion(view: View, payload: Payload, key: str, kind: str) -> str | None:
    """What makes a storable value; words for a text field become one text, a list would be read as JSON."""
    own = (fields_of(view, payload.model) or {}).get(key)
    shape = payload.keys[key]
    words = isinstance(shape, list) and bool(shape) and all(leaf_type(item) == "str" for item in shape)
    if words and own is not None and plain_type(own.type) == "str":
        return '", ".join($VALUE)' if kind == "tuple" else '", ".join(sorted($VALUE))'
    return _CONVERSIONS.get(kind)
