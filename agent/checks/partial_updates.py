"""The check of a partial update that writes None over what was stored in the fields it was not given."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call
from dataflow_debugger.agent.pattern_source import Source

_DUMPS = ("model_dump", "dict")
_WHOLE = ("asdict", "dict", "vars", "model_to_dict")
_EXCLUDES = ("exclude_unset", "exclude_none", "exclude_defaults", "exclude", "include")
_DEPTH = 5


@check
def update_overwrites_with_none(view: View) -> Verdict:
    """An update gave None to fields that had a value, because its dict names every field a caller may leave out.

    The dict is the dump of an object (`body.model_dump()`), or made of parameters whose default is None. Binds
    way (`dump`, of pydantic, or `others`), names (those overwritten), model, api, file, line. UNKNOWN when no
    update was seen.
    """
    stored: dict[tuple[Any, Any, str | None], dict[str, Any]] = {}
    seen = False
    for call in view.evidence.calls:
        args = call.args if isinstance(call.args, dict) else {}
        if not call.api.startswith("express") or not call.ok:
            continue
        row = (call.instance, args.get("model"), call.row)
        operation = call.api.rsplit(".", 1)[-1]
        fields = args.get("fields")
        if operation == "update" and isinstance(fields, dict):
            seen = True
            before = stored.get(row, {}) if call.row else {}
            lost = [n for n, v in fields.items() if v == "<None>" and before.get(n, "<None>") != "<None>"]
            given = any(value != "<None>" for value in fields.values())
            way, names = _way(view, call, lost) if lost and given else (None, [])
            if way is not None:
                return _found(view, call, way, names)
        if call.row and isinstance(call.result, dict):
            stored.setdefault(row, {}).update(call.result)
    return FAILS if seen else UNKNOWN


def _found(view: View, call: Call, way: str, names: list[str]) -> Verdict:
    file, line = view.at(call.at)
    listed = ", ".join(f"'{name}'" for name in names)
    why = {
        "dump": "the dump of the model has every field, those that were not sent as None",
        "others": "the dict names every field, those that the caller left out as None",
    }
    text = f"{call.api} overwrites {listed}, which had a value, with None (NULL): {why[way]}"
    return holds(
        Claim(text, file, line, value=view.line_text(file, line)), way=way, names=names,
        model=call.args.get("model"), operation="update", api=call.api, file=file, line=line,
    )  # fmt: skip


def _way(view: View, call: Call, lost: list[str]) -> tuple[str | None, list[str]]:
    """How the dict of an update was made, where it takes in what was left out; and which of the fields so."""
    file, line = view.at(call.at)
    source = view.source(file)
    if source is None or line is None:
        return None, []
    for one in source.calls():
        here = one.lineno <= line <= (one.end_lineno or one.lineno)
        if not here or not isinstance(one.func, ast.Attribute) or one.func.attr != "update":
            continue
        words = {word.arg: word.value for word in one.keywords}
        given = one.args[2] if len(one.args) > 2 else words.get("fields", words.get("data"))
        if given is None or _replaces(source, one):
            continue
        for node, where in _origins(view, given, source, _DEPTH):
            found = _made(view, node, where, lost)
            if found[0] is not None:
                return found
    return None, []


def _replaces(source: Source, call: ast.Call) -> bool:
    """Whether the update is in a handler of PUT, which replaces a record as a whole."""
    function = source.function(call)
    return any(".put(" in ast.unparse(one) for one in (function.decorator_list if function else ()))


def _origins(view: View, node: ast.expr, source: Source, depth: int) -> Iterator[tuple[ast.expr, Source]]:
    """Where the value is written: the assignment of a name, the arguments of callers, what a dict spreads."""
    if isinstance(node, ast.Dict) and None in node.keys:
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None and depth:
                yield from _origins(view, value, source, depth - 1)
    function = source.function(node)
    if not isinstance(node, ast.Name) or not depth or function is None:
        yield node, source
        return
    for bound in source.bound.get(node.id, ()):
        if source.function(bound.statement) is function and isinstance(bound.statement, ast.Assign):
            yield from _origins(view, bound.statement.value, source, depth - 1)
    names = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
    skip = 1 if names[:1] in (["self"], ["cls"]) else 0
    for where in view.sources.values() if node.id in names else ():
        for call in where.calls():
            called = getattr(call.func, "attr", getattr(call.func, "id", None))
            index = names.index(node.id) - skip
            given = next((word.value for word in call.keywords if word.arg == node.id), None)
            if called == function.name and given is None and 0 <= index < len(call.args):
                given = call.args[index]
            if called == function.name and given is not None:
                yield from _origins(view, given, where, depth - 1)


def _made(view: View, node: ast.expr, source: Source, lost: list[str]) -> tuple[str | None, list[str]]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        of_object = isinstance(node.func, ast.Attribute) and name in _DUMPS
        if of_object and not any(word.arg in _EXCLUDES for word in node.keywords):
            return ("dump", lost) if _pydantic(view) else ("others", lost)
        if name in _WHOLE and len(node.args) == 1 and not node.keywords:
            return "others", lost
    if isinstance(node, ast.Attribute) and node.attr == "__dict__":
        return "others", lost
    function = source.function(node)
    if isinstance(node, ast.Dict) and function is not None:
        optional = set(_optional(function))
        pairs = zip(node.keys, node.values, strict=True)
        named = {k.value: v for k, v in pairs if isinstance(k, ast.Constant)}
        left = [n for n in lost if isinstance(v := named.get(n), ast.Name) and v.id in optional]
        asked = [n for n in lost if _asked(named.get(n))]
        return ("others", left or asked) if left or asked else (None, [])
    return None, []


def _asked(node: ast.expr | None) -> bool:
    """Whether a value is `data.get("name")`, None where the sender left the key out."""
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get" and len(node.args) == 1


def _optional(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """The parameters whose default is None."""
    args = function.args
    positional = [*args.posonlyargs, *args.args]
    tail = positional[len(positional) - len(args.defaults) :]
    pairs = [*zip(tail, args.defaults, strict=True), *zip(args.kwonlyargs, args.kw_defaults, strict=True)]
    for arg, value in pairs:
        if isinstance(value, ast.Constant) and value.value is None:
            yield arg.arg


def _pydantic(view: View) -> bool:
    """Whether a class of the program derives from pydantic's."""
    return any(
        ast.unparse(base).rpartition(".")[2] in ("BaseModel", "SQLModel")
        for source in view.sources.values()
        for node in source.by_type.get(ast.ClassDef, ())
        if isinstance(node, ast.ClassDef)
        for base in node.bases
    )
