"""Checks of validation rules (`__validation__`, `@field_validator`), as kailash-dataflow 2.20.1 reads them."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.literals import Item, items
from dataflow_debugger.agent.checks.model_source import model_class
from dataflow_debugger.agent.checks.payloads import model_names, payloads
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_names import resolve
from dataflow_debugger.agent.pattern_source import Source

# The keys that `validation/dsl.py` of kailash-dataflow 2.20.1 looks at, and its named validators.
RULES = ("min_length", "max_length", "validators", "range", "one_of", "pattern", "custom")
NAMED = ("email", "url", "uuid", "phone")
# Rules that other libraries have and whose absence changes nothing a program would notice.
HARMLESS = frozenset(("required", "message", "error", "error_message", "description", "label", "help"))

_FAILED = re.compile(
    r"Validation failed for (?P<model>\w+): .*?field '(?P<field>\w+)' \(validator: (?P<label>[^)]*)"
)
_FIELD = re.compile(r"field '(\w+)' \(validator")


@dataclass(frozen=True)
class Rule:
    """One key of `__validation__`: a field and what stands for it. `inner` is None when that is no dict."""

    model: str
    field: str
    value: ast.expr
    source: Source
    line: int
    inner: tuple[Item, ...] | None


def rules(view: View) -> Iterator[Rule]:
    """Every rule that the models of the program declare."""
    for model in model_names(view):
        found = model_class(view, model)
        source = view.source(found[0]) if found else None
        if found is None or source is None:
            continue
        for statement in found[1].body:
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            if not any(isinstance(t, ast.Name) and t.id == "__validation__" for t in targets):
                continue
            assert isinstance(statement, ast.Assign)
            for item in items(statement.value, source, view.sources) or []:
                if item.key.startswith("_"):
                    continue
                inner = items(item.value, item.source, view.sources)
                yield Rule(
                    model, item.key, item.value, item.source, item.line,
                    None if inner is None else tuple(inner),
                )  # fmt: skip


@check
def validation_rule_wrong(view: View, kind: str) -> Verdict:
    """A rule of a model's `__validation__` is not as DataFlow reads it.

    `kind`: unknown (a key that is not looked at), range (no dict with `min` and `max`), validators (a text, or
    a name that does not exist), not_a_dict (the rules of a field are no dict), field (of a name the model does
    not have). Binds model, field, rule, to, file, line. UNKNOWN when no model declares rules.
    """
    seen = False
    for rule in rules(view):
        seen = True
        wrong = _wrong(view, rule, kind)
        if wrong is None:
            continue
        name, line = wrong
        said = {
            "unknown": f"the rule '{name}' of {rule.model}.{rule.field} is none that DataFlow knows",
            "range": f"the range of {rule.model}.{rule.field} is no dict with 'min' and 'max'",
            "validators": f"'validators' of {rule.model}.{rule.field} is no list of {', '.join(NAMED)}",
            "not_a_dict": f"the rules of {rule.model}.{rule.field} are no dict",
            "field": f"{rule.model} has no field '{rule.field}'",
        }[kind]
        file = rule.source.file
        claim = Claim(said[0].upper() + said[1:], file, line, value=view.line_text(file, line))
        known = view.model(rule.model)
        near = difflib.get_close_matches(rule.field, list(known.fields) if known else [], 1)
        to = {"to": near[0]} if kind == "field" and near else {}
        return holds(claim, model=rule.model, field=rule.field, rule=name, file=file, line=line, **to)
    return FAILS if seen else UNKNOWN


def _wrong(view: View, rule: Rule, kind: str) -> tuple[str, int] | None:
    """What is wrong with a rule in this way, and the line."""
    if kind == "field":
        known = view.model(rule.model)
        missing = known is not None and bool(known.fields) and rule.field not in known.fields
        return (rule.field, rule.line) if missing else None
    if kind == "not_a_dict":
        form, _ = resolve(rule.value, rule.source, view.sources)
        plain = isinstance(form, (ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Lambda))
        return (rule.field, rule.line) if rule.inner is None and plain else None
    for item in rule.inner or ():
        if kind == "unknown" and item.key not in RULES and item.key not in HARMLESS:
            return item.key, item.line
        if kind == "range" and item.key == "range" and not _is_range(view, item):
            return item.key, item.line
        if kind == "validators" and item.key == "validators" and not _are_validators(view, item):
            return item.key, item.line
    return None


def _is_range(view: View, item: Item) -> bool:
    inner = items(item.value, item.source, view.sources)
    if inner is not None:
        return all(one.key in ("min", "max") for one in inner)
    form, _ = resolve(item.value, item.source, view.sources)
    return not isinstance(form, (ast.Constant, ast.Tuple, ast.List, ast.Call))


def _are_validators(view: View, item: Item) -> bool:
    form, _ = resolve(item.value, item.source, view.sources)
    if isinstance(form, (ast.List, ast.Tuple, ast.Set)):
        return all(isinstance(one, ast.Constant) and one.value in NAMED for one in form.elts)
    return not isinstance(form, (ast.Constant, ast.Dict, ast.Lambda))


@check
def validation_without_value(view: View, operation: str) -> Verdict:
    """A write was refused by the rule of a field that it did not give, or gave as None.

    DataFlow hands None to the validators of every field that is missing in the data. `operation` is a glob:
    update (the other fields of the record were left out), create, upsert. Binds model, field, fields (all the
    refused ones that are missing), optional, api, file, line. FAILS when no such call failed.
    """
    for call in view.calls(f"express*.{operation}"):
        found = _FAILED.search(call.error or "")
        if call.ok or found is None or not isinstance(call.args, dict):
            continue
        data = call.args.get("fields" if call.api.endswith("update") else "data")
        if not isinstance(data, dict):
            continue
        refused = list(dict.fromkeys(_FIELD.findall(call.error or "")))
        if any(data.get(name, "<None>") != "<None>" for name in refused):
            continue
        known = view.model(found["model"])
        if known is not None and known.fields and not set(refused) <= set(known.fields):
            continue
        optional = known is not None and all(
            name in known.fields and not known.fields[name].required for name in refused
        )
        if not optional and not call.api.endswith("update"):
            continue
        validated = sorted(
            {rule.field for rule in rules(view) if rule.model == found["model"]} | set(refused)
        )
        file, line = view.at(call.at)
        names = ", ".join(refused)
        claim = Claim(f"{call.api} gave no value for {names}, which has a rule", file, line, value=names)
        return holds(
            claim, model=found["model"], field=refused[0], fields=validated, optional=optional, api=call.api,
            operation=operation, file=file, line=line,
        )  # fmt: skip
    return FAILS


@check
def validation_not_run(view: View) -> Verdict:
    """A model with rules was written by a way that does not look at them: a node, or a bulk call.

    Only where the program found something wrong itself, or its user did. Binds model, api, node, operation,
    file, line. UNKNOWN when no model has rules.
    """
    ruled = {rule.model for rule in rules(view)} | {
        name for name in model_names(view) if _decorated(view, name)
    }
    if not ruled:
        return UNKNOWN
    by_user = view.root is not None and (
        view.user_frame is None or view.root.frames[-1:] == [view.user_frame]
    )
    if not (view.evidence.symptom or by_user):
        return FAILS
    for payload in payloads(view):
        unchecked = payload.node is not None or payload.operation.startswith("bulk_")
        writes = payload.role == "fields" and payload.ok
        if payload.model in ruled and unchecked and writes:
            text = f"{payload.subject} writes {payload.model} without looking at its rules"
            return holds(
                Claim(text, payload.file, payload.line, payload.node), model=payload.model, api=payload.api,
                node=payload.node, operation=payload.operation, file=payload.file, line=payload.line,
            )  # fmt: skip
    return FAILS


def _decorated(view: View, model: str) -> bool:
    found = model_class(view, model)
    decorators = found[1].decorator_list if found else []
    return any(
        isinstance(d, ast.Call) and ast.unparse(d.func).endswith("field_validator") for d in decorators
    )


_HOOKS = frozenset(
    ("validate", "clean", "full_clean", "__post_init__", "save", "before_save", "pre_save", "before_create",
     "before_insert", "on_create", "check", "is_valid", "model_post_init", "before_update")
)  # fmt: skip
_HOOK_DECORATORS = frozenset(
    ("validator", "field_validator", "root_validator", "model_validator", "validates", "validates_schema")
)


@check
def model_method_not_called(view: View) -> Verdict:
    """A model's class has a method that other libraries call before they store a record; DataFlow does not.

    Binds model, method, file, line. UNKNOWN when no class of a model is known. FAILS where the program calls
    the method itself, or where nothing is known to be wrong.
    """
    by_user = view.root is not None and (
        view.user_frame is None or view.root.frames[-1:] == [view.user_frame]
    )
    if not (view.evidence.symptom or by_user):
        return FAILS
    seen = False
    for model in model_names(view):
        found = model_class(view, model)
        seen = seen or found is not None
        for node in found[1].body if found else ():
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                continue
            names = {
                ast.unparse(d.func if isinstance(d, ast.Call) else d).rsplit(".", 1)[-1]
                for d in node.decorator_list
            }
            if not (node.name in _HOOKS or names & _HOOK_DECORATORS) or _called(view, node.name):
                continue
            assert found is not None
            claim = Claim(f"{model}.{node.name} is never called", found[0], node.lineno)
            return holds(claim, model=model, method=node.name, file=found[0], line=node.lineno)
    return FAILS if seen else UNKNOWN


def _called(view: View, method: str) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method
        for source in view.sources.values()
        for node in source.nodes
    )
