"""Checks of records that came back, from Express and from nodes: what an old release made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.payloads import payloads
from dataflow_debugger.agent.checks.schema import field_place
from dataflow_debugger.agent.checks.shapes import leaf_type
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Model

# How the model shows a default that is a function.
FUNCTIONS = ("<function>", "<builtin_function_or_method>", "<method>")
# "<function f at 0x7f5cc30bb4c0>" has 31 characters; a shorter text is no description of a function.
_SHORTEST = 28


@dataclass(frozen=True)
class Returned:
    """The shape of a record that a call or a node gave back."""

    model: Model
    record: dict[str, Any]
    operation: str
    api: str
    node: str | None
    file: str | None
    line: int | None


def returned(view: View) -> Iterator[Returned]:
    """Each record that Express and runs of workflows returned, in their order."""
    for call in view.evidence.calls:
        args = call.args if isinstance(call.args, dict) else {}
        file, line = view.at(call.at)
        model = view.model(str(args.get("model")))
        if call.api.startswith("express") and model is not None:
            operation = call.api.rsplit(".", 1)[-1]
            for record in _records(call.result):
                yield Returned(model, record, operation, call.api, None, file, line)
        nodes = args.get("nodes")
        if not call.api.startswith("runtime.") or not isinstance(nodes, dict):
            continue
        for node, kind in nodes.items():
            made, owner = view.generated(str(kind)), view.model_of_node(str(kind))
            shape = call.result.get(node) if isinstance(call.result, dict) else None
            for record in _records(shape) if made and owner else ():
                assert made is not None and owner is not None
                yield Returned(owner, record, made.operation, str(kind), node, file, line)


def _records(shape: Any) -> Iterator[dict[str, Any]]:
    """The dicts of a result: one record, a list of them, or those below `records`."""
    if isinstance(shape, dict) and isinstance(shape.get("records"), list):
        shape = shape["records"]
    for one in shape if isinstance(shape, list) else [shape]:
        if isinstance(one, dict):
            yield one


@check
def field_came_back(view: View, field_type: str, value_type: str) -> Verdict:
    """A record came back with a value of this type (glob) in a field whose annotation matches `field_type`.

    Binds model, field, annotation, plain (the builtin type in it), value_type, operation, api, node, file, line
    (of the field). UNKNOWN when no record came back.
    """
    seen = False
    for one in returned(view):
        seen = True
        for name, field in one.model.fields.items():
            kind = leaf_type(one.record[name]) if name in one.record else None
            if kind is None or not glob(value_type, kind) or not re.search(field_type, field.type):
                continue
            text = f"{one.model.name}.{name} is declared as {field.type}; {one.api} returned a {kind} in it"
            claims = [Claim(text, one.file, one.line, one.node, view.line_text(one.file, one.line))]
            at, number = field_place(view, one.model.name, name)
            claims.append(Claim(f"'{name}' is declared here", at, number, value=view.line_text(at, number)))
            plain = re.search(r"(?i)\b(list|dict|int|float|bool|str)\b", field.type)
            return holds(
                *claims, model=one.model.name, field=name, key=name, annotation=field.type,
                plain=plain.group().lower() if plain else None, value_type=kind, operation=one.operation,
                api=one.api, node=one.node, file=at, line=number,
            )  # fmt: skip
    return FAILS if seen else UNKNOWN


@check
def field_folded_to_lower_case(view: View) -> Verdict:
    """A field with capitals is in lower case in a record that came back, or an error says its column is not there.

    Binds model, field, column (the name in lower case), file, line (of the field). UNKNOWN without models.
    """
    for model in view.models:
        for name in model.fields:
            low = name.lower()
            if low == name or low in model.fields:
                continue
            found = next(
                (one for one in returned(view) if one.model.name == model.name and low in one.record), None
            )
            missing = re.compile(rf'column (\w+\.)?"?{re.escape(name)}"? (of relation \S+ )?does not exist')
            told = next((one.text for one in view.all_texts if missing.search(one.text)), None)
            if found is None and told is None:
                continue
            file, line = field_place(view, model.name, name)
            claims = [Claim(f"{model.name}.{name} has capital letters", file, line)]
            if found is not None:
                said = f"{found.api} returned '{low}' for '{name}'"
                claims.append(Claim(said, found.file, found.line, found.node))
            return holds(
                *claims, model=model.name, table=model.table, field=name, column=low, file=file, line=line,
            )  # fmt: skip
    return FAILS if view.models else UNKNOWN


@check
def function_text_came_back(view: View) -> Verdict:
    """A record holds what looks like the description of a function in a field whose default is a function.

    A record that a create node made does not count, for the node itself writes it so. Binds model, field, table,
    operation, api, file, line (of the field). UNKNOWN when no record came back.
    """
    seen = False
    for one in returned(view):
        seen = True
        for name, field in one.model.fields.items():
            if field.default not in FUNCTIONS or name not in one.record or _by_create_node(view, one.model):
                continue
            shape = str(one.record[name])
            size = re.fullmatch(r"<str:(\d+)>", shape)
            if size is None or int(size.group(1)) < _SHORTEST:
                continue
            file, line = field_place(view, one.model.name, name)
            text = f"{one.api} returned a text of {size.group(1)} characters in '{name}'"
            claims = [Claim(text, one.file, one.line, one.node, view.line_text(one.file, one.line))]
            claims.append(Claim("The default is a function", file, line, value=view.line_text(file, line)))
            return holds(
                *claims, model=one.model.name, field=name, table=one.model.table, operation=one.operation,
                api=one.api, file=file, line=line,
            )  # fmt: skip
    return FAILS if seen else UNKNOWN


def _by_create_node(view: View, model: Model) -> bool:
    """Whether a create node of the model left a field to such a default."""
    fields = [name for name, field in model.fields.items() if field.default in FUNCTIONS]
    return any(
        one.model == model.name
        and one.operation == "create"
        and one.node
        and not set(fields) <= set(one.keys)
        for one in payloads(view)
    )


@check
def refused_as_unknown(view: View, operation: str, empty: str) -> Verdict:
    """A bulk node failed that was given nothing under one of the parameters that match `empty` (regex).

    `operation` is a glob. Binds node, operation, model, parameter, file, line. UNKNOWN when no node failed.
    """
    seen = False
    for node_id, node in view.nodes.items():
        made, outcome = view.generated(node.type), view.outcomes.get(node_id)
        if made is None or outcome is None or outcome.ok or not glob(operation, made.operation):
            continue
        seen = True
        config = node.config if isinstance(node.config, dict) else {}
        given = next((k for k, v in config.items() if re.fullmatch(empty, k) and v in ([], {})), None)
        inputs = view.evidence.workflow.inputs if view.evidence.workflow else None
        own = inputs.get(node_id) if isinstance(inputs, dict) else None
        if given is None and isinstance(own, dict):
            given = next((k for k, v in own.items() if re.fullmatch(empty, k) and v in ([], {})), None)
        if given is None:
            continue
        file, line = view.place_of_node(node_id)
        text = f"Node '{node_id}' got an empty `{given}`"
        return holds(
            Claim(text, file, line, node_id, view.line_text(file, line)),
            node=node_id, operation=made.operation, model=made.model, parameter=given, file=file, line=line,
        )  # fmt: skip
    return FAILS if seen else UNKNOWN


@check
def node_ran(view: View, operation: str, ok: bool | None = None) -> Verdict:
    """A generated node of this operation (glob, `bulk_*`) ran in any workflow of the program, not just the last.

    `ok` is whether its run returned. Binds node, model, operation, api, file, line (of the run). UNKNOWN when no
    run was seen.
    """
    runs = view.calls("runtime.*")
    for call in runs:
        nodes = call.args.get("nodes") if isinstance(call.args, dict) else None
        for node, kind in nodes.items() if isinstance(nodes, dict) else ():
            made = view.generated(str(kind))
            if made is None or not glob(operation, made.operation) or ok not in (None, call.ok):
                continue
            file, line = view.at(call.at)
            claim = Claim(f"The node '{node}' ({kind}) ran", file, line, node, view.line_text(file, line))
            return holds(
                claim,
                node=node,
                model=made.model,
                operation=made.operation,
                api=str(kind),
                file=file,
                line=line,
            )
    return FAILS if runs else UNKNOWN


_SYNTAX = re.compile(
    r'(?i)(?:at or near "(?P<after>\w+)"|near "(?P<word>\w+)": syntax error|near \'(?P<my>\w+))'
)


@check
def field_in_syntax_error(view: View) -> Verdict:
    """A syntax error of the database names a field of a model.

    Binds model, field, table, file, line (of the field). FAILS when no error does.
    """
    for text in view.all_texts:
        for found in _SYNTAX.finditer(text.text):
            word = next(one for one in found.groups() if one)
            for model in view.models:
                name = next((one for one in model.fields if one.lower() == word.lower()), None)
                if name is None:
                    continue
                file, line = field_place(view, model.name, name)
                said = f"The syntax error stands at '{name}', a field of {model.name}"
                return holds(
                    Claim(said, file, line, value=view.line_text(file, line)),
                    model=model.name, field=name, table=model.table, file=file, line=line,
                )  # fmt: skip
    return FAILS
