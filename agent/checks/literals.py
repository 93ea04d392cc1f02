"""Literal values as the user wrote them, read from the sources, since evidence keeps only their shapes."""

from __future__ import annotations

import ast
import fnmatch
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dataflow_debugger.agent.pattern_names import resolve
from dataflow_debugger.agent.pattern_source import FUNCTIONS, Source

UNKNOWN_VALUE = object()
ROWS_MAX = 60
ENDS = ("from_node", "from_output", "to_node", "to_input")
_FUNCTIONS = (*FUNCTIONS, ast.Lambda)


@dataclass(frozen=True)
class Item:
    """One `key: value` of a dict as written. `key_node` is None for a keyword of `dict(...)`."""

    key: str
    value: ast.expr
    source: Source
    key_node: ast.expr | None = None

    @property
    def line(self) -> int:
        return (self.key_node or self.value).lineno

    @property
    def text(self) -> str:
        return self.source.segment(self.value)


@dataclass(frozen=True)
class Site:
    """A call in the user's source with the parts that matter: what it names and the dict it passes."""

    source: Source
    call: ast.Call
    name: ast.expr | None
    kind: ast.expr | None
    config: ast.expr | None

    @property
    def file(self) -> str:
        return self.source.file

    @property
    def line(self) -> int:
        return self.call.lineno

    def items(self, sources: Mapping[str, Source] | None = None) -> list[Item] | None:
        """The items of its dict; None when they cannot be seen."""
        if (
            self.config is None
            and isinstance(self.call.func, ast.Attribute)
            and self.call.func.attr == "add_node"
        ):
            words = [word for word in self.call.keywords if word.arg not in (None, "node_type", "node_id")]
            return [Item(word.arg or "", word.value, self.source) for word in words]
        return items(self.config, self.source, sources)


def value_of(node: ast.expr, source: Source, sources: Mapping[str, Source] | None = None) -> object:
    """The Python value of an expression that is literal after following names, else UNKNOWN_VALUE."""
    found, _ = resolve(node, source, sources)
    try:
        return ast.literal_eval(found)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return UNKNOWN_VALUE


def as_glob(node: ast.expr | None, source: Source, sources: Mapping[str, Source] | None = None) -> str:
    """A string expression as a shell pattern: `f"add_{i}"` is `add_*`, anything unknown is `*`."""
    if node is None:
        return "*"
    found, where = resolve(node, source, sources)
    if isinstance(found, ast.Constant) and isinstance(found.value, str):
        return _escape(found.value)
    if isinstance(found, ast.JoinedStr):
        parts = [
            _escape(str(part.value))
            if isinstance(part, ast.Constant)
            else as_glob(part.value, where, sources)
            if isinstance(part, ast.FormattedValue)
            else "*"
            for part in found.values
        ]
        return "".join(parts)
    if isinstance(found, ast.BinOp) and isinstance(found.op, ast.Add):
        return as_glob(found.left, where, sources) + as_glob(found.right, where, sources)
    return "*"


def _escape(text: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in text)


def matches_glob(pattern: str, text: str) -> bool:
    return fnmatch.fnmatchcase(text, pattern)


def items(
    node: ast.expr | None, source: Source, sources: Mapping[str, Source] | None = None
) -> list[Item] | None:
    """The items of a dict expression, following names, `**spread`, `dict(...)`, `a | b` and `d["k"] = v`.

    None when the expression cannot be seen as a dict.
    """
    if node is None:
        return None
    later = list(_assigned_later(node, source)) if isinstance(node, ast.Name) else []
    found, where = resolve(node, source, sources, calls=True)
    listed = _items(found, where, sources)
    if listed is None:
        return None
    return [*listed, *later]


def _items(node: ast.expr, source: Source, sources: Mapping[str, Source] | None) -> list[Item] | None:
    if isinstance(node, ast.Dict):
        listed: list[Item] = []
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                listed.extend(items(value, source, sources) or [])
                continue
            name = value_of(key, source, sources)
            if isinstance(name, str):
                listed.append(Item(name, value, source, key))
        return listed
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "dict":
        listed = [item for arg in node.args for item in items(arg, source, sources) or []]
        listed += [Item(word.arg, word.value, source) for word in node.keywords if word.arg]
        return listed
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        left, right = items(node.left, source, sources), items(node.right, source, sources)
        return None if left is None or right is None else [*left, *right]
    return None


def _assigned_later(name: ast.Name, source: Source) -> Iterator[Item]:
    """`payload["city"] = ...` between the assignment of `payload` and its use."""
    scope = source.function(name)
    at_module = scope is not None and not any(source.function(n) is scope for n in _stores(name.id, source))
    for node in source.nodes:
        if not isinstance(node, ast.Assign):
            continue
        around = source.function(node)
        before = around is scope and node.lineno < name.lineno
        if not before and not (at_module and around is None):
            continue
        for target in node.targets:
            if (
                isinstance(target, ast.Subscript)
                and isinstance(target.value, ast.Name)
                and target.value.id == name.id
                and isinstance(target.slice, ast.Constant)
                and isinstance(target.slice.value, str)
            ):
                yield Item(target.slice.value, node.value, source, target.slice)


def _stores(name: str, source: Source) -> Iterator[ast.Name]:
    for node in source.nodes:
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            yield node


def node_sites(source: Source, sources: Mapping[str, Source] | None = None) -> Iterator[Site]:
    """Every `add_node(type, id, config)` of a file, in a loop over written rows once for each row."""
    for call in source.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr == "add_node":
            for args, words in _argument_rows(call, source, sources):
                kind = args[0] if args else words.get("node_type")
                name = args[1] if len(args) > 1 else words.get("node_id")
                config = args[2] if len(args) > 2 else words.get("config")
                if isinstance(name, ast.Dict) and config is None:
                    name, config = None, name
                yield Site(source, call, name, kind, config)


def _argument_rows(
    call: ast.Call, source: Source, sources: Mapping[str, Source] | None
) -> Iterator[tuple[list[ast.expr], dict[str, ast.expr]]]:
    """The arguments of a call; in a loop over written rows, `for a, b in ROWS`, those of each row."""
    for row in _rows(call, source, sources):
        args: list[ast.expr] = []
        for arg in call.args:
            value = arg.value if isinstance(arg, ast.Starred) else arg
            given = row.get(value.id, value) if isinstance(value, ast.Name) else value
            if not isinstance(arg, ast.Starred):
                args.append(given)
            elif isinstance(given, (ast.Tuple, ast.List)):
                args += given.elts
            else:
                break
        words = {word.arg: word.value for word in call.keywords if word.arg}
        named = {k: row.get(v.id, v) if isinstance(v, ast.Name) else v for k, v in words.items()}
        yield args, named


def _rows(call: ast.Call, source: Source, sources: Mapping[str, Source] | None) -> list[dict[str, ast.expr]]:
    """What the names of the loop around a call stand for in each turn; one empty turn where it is not known."""
    for loop in source.ancestors(call):
        if isinstance(loop, _FUNCTIONS):
            break
        if not isinstance(loop, ast.For):
            continue
        rows, _ = resolve(loop.iter, source, sources)
        if not isinstance(rows, (ast.List, ast.Tuple)) or not 0 < len(rows.elts) <= ROWS_MAX:
            break
        found = [_unpacked(loop.target, row) for row in rows.elts]
        return found if all(found) else [{}]
    return [{}]


def _unpacked(target: ast.expr, value: ast.expr) -> dict[str, ast.expr]:
    if isinstance(target, ast.Name):
        return {target.id: value}
    if not isinstance(target, ast.Tuple) or not isinstance(value, (ast.Tuple, ast.List)):
        return {}
    if len(target.elts) != len(value.elts):
        return {}
    pairs = zip(target.elts, value.elts, strict=True)
    return {name: one for part, given in pairs for name, one in _unpacked(part, given).items()}


@dataclass(frozen=True)
class Wire:
    """An `add_connection(source, output, target, input)` in the user's source."""

    source: Source
    call: ast.Call
    parts: tuple[ast.expr | None, ast.expr | None, ast.expr | None, ast.expr | None]

    @property
    def file(self) -> str:
        return self.source.file

    @property
    def line(self) -> int:
        return self.call.lineno


def wires(source: Source, sources: Mapping[str, Source] | None = None) -> Iterator[Wire]:
    """Every `add_connection` of a file, in a loop over written rows once for each row."""
    for call in source.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr == "add_connection":
            for args, words in _argument_rows(call, source, sources):
                given = [args[i] if len(args) > i else words.get(name) for i, name in enumerate(ENDS)]
                yield Wire(source, call, (given[0], given[1], given[2], given[3]))


# Express operation -> name and position of the dict (or list) that carries fields or a filter.
EXPRESS_PAYLOAD: dict[str, tuple[str, int] | None] = {
    "create": ("data", 1),
    "read": None,
    "update": ("fields", 2),
    "delete": None,
    "list": ("filter", 1),
    "find_one": ("filter", 1),
    "count": ("filter", 1),
    "upsert": ("data", 1),
    "bulk_create": ("records", 1),
    "bulk_update": ("records", 1),
    "bulk_delete": ("ids", 1),
    "bulk_upsert": ("records", 1),
}


def express_sites(source: Source) -> Iterator[Site]:
    """Every `db.express.create("User", {...})` of a file; `config` is the dict (or list) it passes."""
    for call in source.calls():
        function = call.func
        if not (isinstance(function, ast.Attribute) and function.attr in EXPRESS_PAYLOAD):
            continue
        via, _ = resolve(function.value, source)
        if not (isinstance(via, ast.Attribute) and via.attr in ("express", "express_sync")):
            continue
        words = {word.arg: word.value for word in call.keywords if word.arg}
        args = [arg for arg in call.args if not isinstance(arg, ast.Starred)]
        model = args[0] if args else words.get("model")
        payload = EXPRESS_PAYLOAD[function.attr]
        config = None
        if payload is not None:
            name, position = payload
            config = args[position] if len(args) > position else words.get(name)
        yield Site(source, call, model, function, config)
