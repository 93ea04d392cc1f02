"""Checks of model classes that are used as in other libraries: as field types, as records, for queries."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.model_fields import _statement
from dataflow_debugger.agent.checks.payloads import model_names, payloads
from dataflow_debugger.agent.checks.shapes import leaf_type
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Model

_MAPPING = re.compile(r"argument after \*\* must be a mapping, not (?P<type>\w+)")
_NO_ATTRIBUTE = re.compile(r"^type object '(?P<model>\w+)' has no attribute '(?P<method>\w+)'")


@check
def model_as_field_type(view: View) -> Verdict:
    """A field of a model is annotated with another model, and something of the run went wrong.

    Binds model, field, other, to (the type of the other's key, or what the program stores), kinds (pairs of
    field and type, for all such fields of the model), file, line.
    UNKNOWN without models.
    """
    if not view.models:
        return UNKNOWN
    if not (view.raised or view.failed_nodes or view.evidence.symptom):
        return FAILS
    ids = {model.name: model.fields["id"].type if "id" in model.fields else "int" for model in view.models}
    for model in view.models:
        found = [one for name in model.fields if (one := _relation(view, model, name, ids)) is not None]
        for name, other, to in found[:1]:
            file, line, text = _statement(view, model.name, name)
            claim = Claim(f"{model.name}.{name} is annotated with the model {other}", file, line, value=text)
            kinds = [[field, kind] for field, _, kind in found]
            return holds(
                claim, model=model.name, field=name, other=other, to=to, kinds=kinds, file=file, line=line
            )
    return FAILS


def _relation(view: View, model: Model, name: str, ids: dict[str, str]) -> tuple[str, str, str] | None:
    """Field, the model it is annotated with, and the type of the values that the program stores in it."""
    annotation = model.fields[name].type
    other = next((n for n in re.findall(r"\w+", annotation) if n in ids and n != "id"), None)
    if other is None:
        return None
    many = bool(re.match(r"(typing\.)?(list|List|Sequence|set|Set)\b", annotation))
    given = next((p.keys[name] for p in payloads(view) if p.model == model.name and name in p.keys), None)
    kind = leaf_type(given) if given is not None else None
    return name, other, "list" if many else kind if kind in ("dict", "list", "str", "int") else ids[other]


@check
def record_object_given(view: View) -> Verdict:
    """An Express call was given an object where a record, a dict, belongs.

    Binds type, form (dataclass, pydantic or plain), api, operation, model, file, line. FAILS when no error
    says so.
    """
    for one in view.raised:
        found = _MAPPING.search(one.message)
        if found is None:
            continue
        call = next((c for c in reversed(view.calls("express*")) if not c.ok), None)
        frame = view.user_frame
        file, line = (
            view.at(call.at) if call and call.at else (frame.file, frame.line) if frame else (None, None)
        )
        form = _form(view, found["type"])
        claim = Claim(
            f"A {found['type']} was given, a record is a dict", file, line, value=view.line_text(file, line)
        )
        return holds(claim, type=found["type"], form=form, file=file, line=line)
    return FAILS


def _form(view: View, name: str) -> str:
    for source in view.sources.values():
        for node in source.nodes:
            if isinstance(node, ast.ClassDef) and node.name == name:
                if any("dataclass" in ast.unparse(d) for d in node.decorator_list):
                    return "dataclass"
                bases = [ast.unparse(base) for base in node.bases]
                return "pydantic" if any(b.endswith(("BaseModel", "SQLModel")) for b in bases) else "plain"
    return "plain"


@check
def model_class_queried(view: View) -> Verdict:
    """A model's class, or a record's class, is asked for a method of other libraries (`User.objects`).

    Binds model, method, file, line. FAILS when no error says so.
    """
    for one in view.raised:
        found = _NO_ATTRIBUTE.search(one.message)
        if found is None or found["model"] not in model_names(view):
            continue
        frame = view.user_frame
        file, line = (frame.file, frame.line) if frame else (None, None)
        claim = Claim(
            f"{found['model']} has no '{found['method']}'", file, line, value=view.line_text(file, line)
        )
        return holds(claim, model=found["model"], method=found["method"], file=file, line=line)
    return FAILS


_UNKNOWN_KEYS = re.compile(
    r"Model '(?P<model>\w+)' declares unknown __dataflow__ key\(s\) \[(?P<keys>[^\]]*)\]"
)
# The keys that kailash-dataflow 2.20.1 reads, and names under which they are looked for.
OPTION_KEYS = {
    "soft_delete": (),
    "multi_tenant": ("tenant", "tenant_isolation", "tenancy", "tenant_aware", "tenant_scoped"),
    "indexes": ("idx", "indices"),
    "retention": ("retention_policy", "ttl"),
    "use_native_arrays": ("native_arrays",),
    "audit_log": ("audit", "audited", "audit_trail", "auditing"),
}


@check
def unknown_option_key(
    view: View, keys: list[str] | None = None, misspelt: bool = False, warned: bool = False
) -> Verdict:
    """A model's `__dataflow__` has a key that DataFlow does not know; releases from 2.14.2 on warn of it.

    `keys` are the ones that count; `misspelt` wants one that stands for a key DataFlow reads, `warned` one that
    a warning names. Binds model, key, to, file, line. FAILS without such a key.
    """
    for model, key, at in _unknown_option_keys(view, warned):
        to = _option(key)
        if (keys is not None and key not in keys) or (misspelt and to is None):
            continue
        file, line = at
        claim = Claim(f"{model} has '{key}' in __dataflow__", file, line, value=key)
        bound = {"to": to} if to else {}
        return holds(claim, model=model, key=key, file=file, line=line, **bound)
    return FAILS


def _unknown_option_keys(
    view: View, warned: bool
) -> Iterator[tuple[str, str, tuple[str | None, int | None]]]:
    """Model, key and place: those that a warning names, then those that the registered models have."""
    for warning in view.evidence.warnings:
        found = _UNKNOWN_KEYS.search(warning.message)
        for key in re.findall(r"'([^']+)'", found["keys"]) if found else ():
            assert found is not None
            yield found["model"], key, view.at(warning.at)
    for model in [] if warned else view.models:
        for key in model.config:
            if key not in OPTION_KEYS:
                yield model.name, key, _option_place(view, model.name)


def _option_place(view: View, model: str) -> tuple[str | None, int | None]:
    for source in view.sources.values():
        for node in source.nodes:
            for statement in node.body if isinstance(node, ast.ClassDef) and node.name == model else ():
                if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__dataflow__":
                    return source.file, statement.lineno
    return None, None


def _option(key: str) -> str | None:
    """The key that was meant; `soft_delete` has an entry of its own."""
    flat = re.sub(r"[^a-z]", "", key.lower())
    for known, words in OPTION_KEYS.items():
        names = [known, *words]
        if flat in [re.sub(r"[^a-z]", "", name) for name in names] or difflib.get_close_matches(
            flat, [known.replace("_", "")], 1, 0.8
        ):
            return known
    return None


@check
def column_mapping_reversed(view: View) -> Verdict:
    """An Express `import_file` was given a mapping from fields to columns; it wants columns to fields.

    Binds model, api, operation, file, line. UNKNOWN when no import was observed.
    """
    calls = view.calls("express*.import_file")
    for call in calls:
        args = call.args if isinstance(call.args, dict) else {}
        mapping, model = args.get("column_mapping"), view.model(str(args.get("model_name")))
        failed = not isinstance(call.result, dict) or bool(call.result.get("errors"))
        if not isinstance(mapping, dict) or not mapping or model is None or not failed:
            continue
        if not set(mapping) <= set(model.fields):
            continue
        file, line = view.at(call.at)
        claim = Claim(f"The keys of column_mapping are fields: {', '.join(mapping)}", file, line)
        return holds(claim, model=model.name, api=call.api, operation="import_file", file=file, line=line)
    return FAILS if calls else UNKNOWN
