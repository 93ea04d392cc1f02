"""Edits of validation rules: `__validation__` as DataFlow reads it, and writes that follow it."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks.validation_rules import HARMLESS, NAMED, RULES
from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.edits_model_use import instance_of_model
from dataflow_debugger.agent.fixes.edits_models import model_classes
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes, sites_at
from dataflow_debugger.agent.fixes.mapping import Entry, Mapping, mappings, renamed
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

_MIN = re.compile(r"^(min(imum|_?val(ue)?)?|ge|gte|at_least|from|start|low(er)?|\$gte|>=)$", re.I)
_MAX = re.compile(r"^(max(imum|_?val(ue)?)?|le|lte|at_most|to|end|stop|high|upper|\$lte|<=)$", re.I)
_LONGER = re.compile(r"^min_?(len(gth)?|size|chars)$", re.I)
_SHORTER = re.compile(r"^(max_?(len(gth)?|size|chars)|length|size)$", re.I)
_CHOICES = re.compile(
    r"^(choices?|enum|in|in_list|is_in|allowed(_values)?|values|options|one_?of|any_of|valid_values|literal)$",
    re.I,
)
_PATTERN = re.compile(r"^(regexp?|match(es)?|patterns?)$", re.I)
_FUNCTION = re.compile(
    r"^(validator|validate|function|func|fn|check|callable|custom_?validator|rule|lambda)$", re.I
)
_ABOVE = {
    "gt": ">",
    "lt": "<",
    "greater_than": ">",
    "less_than": "<",
    "exclusive_min": ">",
    "exclusive_max": "<",
}
_ALIASES = {
    "email": "email mail e-mail email_address emailstr valid_email is_email email_validator",
    "url": "url uri link http_url httpurl website is_url url_validator",
    "uuid": "uuid uuid4 guid is_uuid uuid_validator",
    "phone": "phone phone_number telephone tel mobile is_phone phone_validator",
}
_NOT_EMPTY = ("not_empty", "notempty", "non_empty", "nonempty", "notblank", "not_blank")


def _named(text: object) -> str | None:
    """The named validator that a text means."""
    return next(
        (n for n, words in _ALIASES.items() if isinstance(text, str) and text.lower() in words.split()), None
    )


@edit
def mend_validation_rules(project: Project, at: At, *, model: str, field: str | None = None) -> None:
    """Write the rules of a model's `__validation__` as DataFlow reads them; what is right stays as it is."""
    changes = Changes(project)
    for file, owner in model_classes(project, model):
        annotations = {
            s.target.id: ast.unparse(s.annotation)
            for s in owner.body
            if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)
        }
        for statement in owner.body:
            if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__validation__":
                for mapping in mappings(project, file, statement.value):
                    for entry in mapping.entries:
                        _mend(project, changes, entry, annotations.get(entry.key, ""))
    changes.done()


def _mend(project: Project, changes: Changes, entry: Entry, annotation: str) -> None:
    inner = mappings(project, entry.file, entry.value)
    # The rules may be written elsewhere, under a name; there they are changed.
    file, value = (inner[0].file, inner[0].node) if inner else (entry.file, entry.value)
    source = project.source(file)
    if inner and isinstance(value, ast.Dict):
        text = _dict(_joined([_part(source, one, annotation) for one in inner[0].entries]))
    elif inner:
        raise NoEdit("the rules are not written as a dict")
    else:
        text = _dict(_plain(source, value))
    old = source.segment(value)
    if re.sub(r"\s+", "", text) != re.sub(r"[\s]+|,(?=[\s}])", "", old):
        changes.add(file, [Splice(*source.outer_span(value), text)])


Parts = list[tuple[str, str]]


def _plain(source: Source, value: ast.expr) -> Parts:
    """The rules that something other than a dict means: a name, names, or a function."""
    if isinstance(value, ast.Constant):
        return _names([value], source)
    if isinstance(value, (ast.List, ast.Tuple, ast.Set)):
        return _names(value.elts, source)
    return [("custom", source.segment(value))]


def _names(nodes: list[ast.expr] | list[ast.Constant], source: Source) -> Parts:
    """A list of named validators; what is no name of one becomes a rule of its own."""
    found: Parts = []
    named: list[str] = []
    functions: list[str] = []
    for node in nodes:
        value = node.value if isinstance(node, ast.Constant) else None
        bounds = re.match(r"^(min|max)(_length)?[:=(]\s*(\d+)\)?$", value) if isinstance(value, str) else None
        if name := _named(value):
            named.append(f'"{name}"')
        elif bounds:
            key = f"{bounds[1]}_length" if bounds[2] else "range"
            found.append((key, bounds[3] if bounds[2] else f'{{"{bounds[1]}": {bounds[3]}}}'))
        elif isinstance(value, str) and value.lower() in _NOT_EMPTY:
            found.append(("min_length", "1"))
        elif isinstance(value, str) and value.lower() in HARMLESS:
            continue
        elif isinstance(value, str) and value.lower() in ("positive", "is_positive"):
            found.append(("custom", "lambda value: value > 0"))
        elif isinstance(value, str):
            raise NoEdit(f"what the validator {value!r} means is not known")
        else:
            functions.append(source.segment(node))
    if named:
        found.append(("validators", f"[{', '.join(dict.fromkeys(named))}]"))
    if len(functions) == 1:
        found.append(("custom", functions[0]))
    elif functions:
        found.append(("custom", f"lambda value: all(check(value) for check in ({', '.join(functions)}))"))
    return found


def _part(source: Source, entry: Entry, annotation: str) -> Parts:
    """One rule of a field as DataFlow reads it."""
    key, value = entry.key, entry.value
    text = source.segment(value)
    textual = bool(re.search(r"\b(str|list|List|dict|Dict|bytes)\b", annotation))
    if key == "validators":
        if isinstance(value, ast.Dict):
            raise NoEdit("what the dict of validators means is not known")
        return _plain(source, value)
    if key == "range":
        return [("range", _range(source, value))]
    if key in RULES or key in HARMLESS:
        return [(key, text)]
    if _MIN.match(key) or _MAX.match(key):
        side = "min" if _MIN.match(key) else "max"
        return [(f"{side}_length", text)] if textual else [("range", f'{{"{side}": {text}}}')]
    if key.lower() in _ABOVE:
        return [("custom", f"lambda value: value {_ABOVE[key.lower()]} {text}")]
    if key.lower() in ("length", "len") and isinstance(value, ast.Dict):
        return [
            (f"{'min' if _MIN.match(str(k.value)) else 'max'}_length", source.segment(v))
            for k, v in zip(value.keys, value.values, strict=True)
            if isinstance(k, ast.Constant)
        ]
    if key.lower() in ("between", "min_max", "interval"):
        return [("range", _range(source, value))]
    if _LONGER.match(key) or _SHORTER.match(key):
        return [("min_length" if _LONGER.match(key) else "max_length", text)]
    if _CHOICES.match(key):
        return [("one_of", text)]
    if _PATTERN.match(key):
        return [("pattern", text)]
    if _named(key):
        return (
            []
            if isinstance(value, ast.Constant) and not value.value
            else [("validators", f'["{_named(key)}"]')]
        )
    if _FUNCTION.match(key) or key.lower() in ("type", "format", "kind"):
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return _names([value], source)
        if _FUNCTION.match(key):
            return [("custom", text)]
    if key.lower() in _NOT_EMPTY:
        return [("min_length", "1")]
    raise NoEdit(f"what the rule {key!r} means is not known")


def _range(source: Source, value: ast.expr) -> str:
    if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == 2:
        sides = zip(("min", "max"), value.elts, strict=True)
        given = [
            (side, node)
            for side, node in sides
            if not (isinstance(node, ast.Constant) and node.value is None)
        ]
        return "{" + ", ".join(f'"{side}": {source.segment(node)}' for side, node in given) + "}"
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "range" and len(value.args) == 2:
        low, high = (source.segment(one) for one in value.args)
        top = str(int(high) - 1) if high.isdigit() else f"{high} - 1"
        return f'{{"min": {low}, "max": {top}}}'
    if isinstance(value, ast.Dict):
        parts = []
        for key, node in zip(value.keys, value.values, strict=True):
            name = key.value if isinstance(key, ast.Constant) else None
            if not isinstance(name, str) or not (_MIN.match(name) or _MAX.match(name)):
                raise NoEdit("the bounds of the range are not known")
            parts.append(f'"{"min" if _MIN.match(name) else "max"}": {source.segment(node)}')
        return "{" + ", ".join(parts) + "}"
    return source.segment(value)


def _joined(parts: list[Parts]) -> Parts:
    """Rules of one key put together: two bounds of a range, two lists of validators."""
    found: dict[str, str] = {}
    for key, text in (one for part in parts for one in part):
        known = found.get(key)
        if known is None:
            found[key] = text
        elif key in ("range", "validators"):
            found[key] = f"{known[:-1]}, {text[1:]}"
        elif key == "custom":
            found[key] = f"lambda value: all(check(value) for check in ({known}, {text}))"
    return list(found.items())


def _dict(parts: Parts) -> str:
    return "{" + ", ".join(f'"{key}": {text}' for key, text in parts) + "}"


@edit
def rules_allow_none(project: Project, at: At, *, model: str, field: str) -> None:
    """Let the rules of an optional field accept None: they become one function that passes None."""
    changes = Changes(project)
    for file, owner in model_classes(project, model):
        for statement in owner.body:
            if not (
                isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__validation__"
            ):
                continue
            for mapping in mappings(project, file, statement.value):
                entry = mapping.get(field)
                inner = mappings(project, entry.file, entry.value) if entry else []
                if entry is None or not inner or not inner[0].entries:
                    continue
                tests, imports = _tests(project, inner[0])
                text = f'{{"custom": lambda value: value is None or {tests}}}'
                source = project.source(entry.file)
                changes.add(entry.file, [Splice(*source.outer_span(entry.value), text), *imports])
    changes.done()


def _tests(project: Project, rules: Mapping) -> tuple[str, list[Splice]]:
    """An expression over `value` that asks all rules of a dict, and the imports it needs."""
    tests: list[str] = []
    imports: list[Splice] = []
    file = rules.file
    source = project.source(file)
    bounds = [f"{e.key[:3]}_len={source.segment(e.value)}" for e in rules.entries if e.key in RULES[:2]]

    def use(name: str, arguments: str | None) -> None:
        used, more = ensure_import(project, file, "dataflow.validation", name)
        imports.extend(more)
        tests.append(f"{used}{f'({arguments})' if arguments is not None else ''}(value)")

    if bounds:
        use("length_validator", ", ".join(bounds))
    for entry in rules.entries:
        text = source.segment(entry.value)
        if entry.key == "validators" and isinstance(entry.value, ast.List):
            for name in entry.value.elts:
                word = name.value if isinstance(name, ast.Constant) else None
                if isinstance(word, str) and word in NAMED:
                    use(f"{word}_validator", None)
        elif entry.key == "range" and isinstance(entry.value, ast.Dict):
            sides = [
                f"{k.value!s}_val={source.segment(v)}"
                for k, v in zip(entry.value.keys, entry.value.values, strict=True)
                if isinstance(k, ast.Constant)
            ]
            use("range_validator", ", ".join(sides))
        elif entry.key == "pattern":
            use("pattern_validator", text)
        elif entry.key == "one_of":
            tests.append(f"value in {text}")
        elif entry.key == "custom":
            tests.append(f"({text})(value)")
    if not tests:
        raise NoEdit("the rules of the field are not known")
    return (tests[0] if len(tests) == 1 else f"({' and '.join(tests)})"), imports


@edit
def update_with_validated_fields(project: Project, at: At, *, fields: list[str]) -> None:
    """Give an Express update the fields that have rules as well, as the record has them."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        source = project.source(file)
        if not isinstance(call.func, ast.Attribute) or call.func.attr != "update" or len(call.args) < 3:
            continue
        model, key, data = (source.segment(one) for one in call.args[:3])
        read = f"{source.segment(call.func.value)}.read({model}, {key})"
        if isinstance(source.parent(call), ast.Await):
            read = f"(await {read})"
        given = call.args[2]
        known = (
            [k.value for k in given.keys if isinstance(k, ast.Constant)]
            if isinstance(given, ast.Dict)
            else []
        )
        names = ", ".join(f'"{name}"' for name in fields if name not in known)
        if not names:
            raise NoEdit("the update gives all fields that have rules")
        rest = f"{{k: v for k, v in {read}.items() if k in ({names},)}}"
        text = (
            f"{{**{rest}, {data.strip()[1:-1].strip()}}}"
            if isinstance(given, ast.Dict)
            else f"{{**{rest}, **{data}}}"
        )
        changes.add(file, [Splice(*source.outer_span(given), text)])
    changes.done()


@edit
def rename_validation_field(project: Project, at: At, *, model: str, field: str, to: str) -> None:
    """Let the rules for `field` in a model's `__validation__` be those of the field `to`."""
    changes = Changes(project)
    for file, owner in model_classes(project, model):
        for statement in owner.body:
            if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__validation__":
                for mapping in mappings(project, file, statement.value):
                    for entry in mapping.entries:
                        if entry.key == field:
                            changes.add(entry.file, renamed(project.source(entry.file), entry, to))
    changes.done()


@edit
def validate_before_write(project: Project, at: At, *, model: str) -> None:
    """Ask the rules of the model before a node or a bulk call writes it, and raise ValueError where they refuse."""
    changes = Changes(project)
    for site in sites_at(project, at):
        source = project.source(site.file)
        if site.config is None or site.config is site.call:
            continue
        record = source.segment(site.config)
        many = "Bulk" in (site.node_type or "") or "bulk" in (site.operation or "")
        if site.kind == "node" and many:
            found = [m.get("data") for m in mappings(project, site.file, site.config)]
            rows = next((entry.value for entry in found if entry is not None), None)
            if rows is None:
                continue
            record = source.segment(rows)
        db = instance_of_model(project, model)
        test = f'{db}.validate_sync("{model}", {{}}).valid'
        fault = f'raise ValueError("{model}: the record is not valid")'
        if many:
            text = f"if not all({test.format('record')} for record in {record}):\n    {fault}"
        else:
            text = f"if not {test.format(record)}:\n    {fault}"
        statement = source.holder(site.call)
        before = _first_of_workflow(source, statement)
        changes.add(site.file, [inserted(source, before, text)])
    changes.done()


def _first_of_workflow(source: Source, statement: ast.stmt) -> ast.stmt:
    """The statement that makes the builder, when it stands right before."""
    around = source.block(statement)
    index = around.index(statement) if statement in around else 0
    before = around[index - 1] if index else statement
    makes = isinstance(before, ast.Assign) and "WorkflowBuilder(" in source.segment(before)
    return before if makes else statement
