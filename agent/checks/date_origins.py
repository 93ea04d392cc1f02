"""Where values come from that are dates, or that were read from a field of a record."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_debugger.agent.checks.names import AUTO_MANAGED
from dataflow_debugger.agent.checks.values import evaluate
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_names import (
    arguments_of,
    attribute_values,
    definition,
    find_module,
    function_of_parameter,
)
from dataflow_debugger.agent.pattern_source import FUNCTIONS, Source

_CLASS = re.compile(r"^(?:\w+\.)?(date|datetime)(?:\.(\w+))?$")
_MAKERS = {"today", "now", "utcnow", "fromisoformat", "strptime", "combine", "fromtimestamp", "fromordinal"}
_WHOLE = ("list", "set", "tuple", "sorted", "frozenset", "dict", "reversed", "iter", "Counter", "fromkeys")
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)
_PARSES = re.compile(r"fromisoformat|strptime|parse")
DEPTH = 14

Bound = tuple[ast.expr, Source, bool]


@dataclass(frozen=True)
class Origin:
    """One origin of a value: `kind` is date or datetime where it is made, read where a record's text is."""

    kind: str
    node: ast.expr
    source: Source
    field: str = ""


class Origins:
    """Follows expressions through names, loops, arguments, results and collections of the program."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.fields = {name for model in view.models for name in model.fields} | set(AUTO_MANAGED)
        self._known: dict[tuple[int, bool], set[Origin]] = {}
        self._converted = {name for source in view.sources.values() for name in _converted(source)}

    def of(self, node: ast.expr, source: Source, depth: int = DEPTH) -> set[Origin]:
        """The origins of a single value."""
        return self._follow(node, source, False, depth)

    def inside(self, node: ast.expr, source: Source, depth: int = DEPTH) -> set[Origin]:
        """The origins of the elements of a collection, of a dict's keys."""
        return self._follow(node, source, True, depth)

    def _follow(self, node: ast.expr, source: Source, inside: bool, depth: int) -> set[Origin]:
        key = id(node), inside
        if depth <= 0 or key in self._known:
            return self._known.get(key, set())
        # A value that leads back to itself adds nothing.
        self._known[key] = set()
        steps = self._inside(node, source, depth) if inside else self._of(node, source, depth)
        self._known[key] = {origin for found in steps for origin in found}
        return self._known[key]

    def _of(self, node: ast.expr, source: Source, depth: int) -> Iterator[set[Origin]]:
        made = _made(node)
        field = self._field_read(node, source) if made is None else None
        if made is not None or field is not None:
            yield {Origin(made or "read", node, source, field or "")}
        elif isinstance(node, (ast.Name, ast.Attribute)):
            yield from self._bound(node, source, False, depth)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
            # A date and a span of time make a date; two dates make a span.
            right = self.of(node.right, source, depth - 1)
            yield set() if right else self.of(node.left, source, depth - 1)
        elif isinstance(node, ast.Subscript):
            # Only a list is indexed by a number that is written out; of a dict the value is no key.
            index = node.slice.operand if isinstance(node.slice, ast.UnaryOp) else node.slice
            if isinstance(index, ast.Constant) and isinstance(index.value, int):
                yield self.inside(node.value, source, depth - 1)
        elif isinstance(node, (ast.Await, ast.NamedExpr)):
            yield self.of(node.value, source, depth - 1)
        elif isinstance(node, ast.IfExp):
            yield self.of(node.body, source, depth - 1)
            yield self.of(node.orelse, source, depth - 1)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("min", "max", "next") and len(node.args) == 1:
                yield self.inside(node.args[0], source, depth - 1)
            elif name == "replace" and isinstance(node.func, ast.Attribute):
                yield {one for one in self.of(node.func.value, source, depth - 1) if one.kind != "read"}
            else:
                yield from (self.of(value, where, depth - 1) for value, where in self._results(node, source))

    def _inside(self, node: ast.expr, source: Source, depth: int) -> Iterator[set[Origin]]:
        if isinstance(node, (ast.Name, ast.Attribute)):
            yield from self._bound(node, source, True, depth)
            yield from (self.of(one, source, depth - 1) for one in _put_in(node, source))
        elif isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            yield from (self.of(one, source, depth - 1) for one in node.elts)
        elif isinstance(node, ast.Dict):
            yield from (self.of(one, source, depth - 1) for one in node.keys if one is not None)
        elif isinstance(node, ast.DictComp):
            yield self.of(node.key, source, depth - 1)
        elif isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            yield self.of(node.elt, source, depth - 1)
        elif isinstance(node, ast.Await):
            yield self.inside(node.value, source, depth - 1)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.BitOr)):
            yield self.inside(node.left, source, depth - 1) | self.inside(node.right, source, depth - 1)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in _WHOLE and node.args:
                yield self.inside(node.args[0], source, depth - 1)
            elif name in ("keys", "copy") and isinstance(node.func, ast.Attribute):
                yield self.inside(node.func.value, source, depth - 1)
            else:
                yield from (
                    self.inside(value, where, depth - 1) for value, where in self._results(node, source)
                )
                yield from (self.of(value, where, depth - 1) for value, where in self._yields(node, source))

    def _results(self, node: ast.Call, source: Source) -> Iterator[tuple[ast.expr, Source]]:
        found = definition(node.func, source, self.view.sources)
        for one in ast.walk(found[0]) if found else ():
            if found and isinstance(one, ast.Return) and one.value and found[1].function(one) is found[0]:
                yield one.value, found[1]

    def _yields(self, node: ast.Call, source: Source) -> Iterator[tuple[ast.expr, Source]]:
        found = definition(node.func, source, self.view.sources)
        for one in ast.walk(found[0]) if found else ():
            if found and isinstance(one, ast.Yield) and one.value:
                yield one.value, found[1]

    def _field_read(self, node: ast.expr, source: Source) -> str | None:
        """The field that `row["field"]` or `row.get("field")` reads from a record of the run, where it is text."""
        key: ast.expr | None = None
        if isinstance(node, ast.Subscript):
            key = node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            key = node.args[0] if node.args else None
        name = key.value if isinstance(key, ast.Constant) else None
        if not isinstance(name, str) or name not in self.fields or name in self._converted:
            return None
        value = evaluate(self.view, node, source)
        # Where the record at hand has none, the annotation tells what the others have.
        dated = any("date" in one.fields[name].type for one in self.view.models if name in one.fields)
        texts = ("str", "NoneType") if dated else ("str",)
        return name if value is not None and value.type in texts else None

    def _bound(
        self, node: ast.Name | ast.Attribute, source: Source, inside: bool, depth: int
    ) -> Iterator[set[Origin]]:
        """The origins of everything that a name is bound to, where it is used as a value or as a collection."""
        if isinstance(node, ast.Attribute):
            for value, where in attribute_values(node, source, self.view.sources):
                yield self._follow(value, where, inside, depth - 1)
            return
        for value, where, looped in self._bindings(node, source):
            if looped and inside:
                # A collection that is an element of another one is not followed.
                continue
            yield self._follow(value, where, inside or looped, depth - 1)

    def _bindings(self, node: ast.Name, source: Source) -> Iterator[Bound]:
        for around in source.ancestors(node):
            for one in around.generators if isinstance(around, _COMPREHENSIONS) else ():
                found = list(_from_target(one.target, one.iter, node.id, source, True))
                if found:
                    yield from found
                    return
        functions: list[ast.AST | None] = [
            one for one in source.ancestors(node) if isinstance(one, FUNCTIONS)
        ]
        for scope in [*functions, None]:
            here = [
                bound for bound in source.bound.get(node.id, ()) if source.function(bound.statement) is scope
            ]
            for bound in here:
                yield from _from_statement(bound.statement, node.id, source)
            if here:
                return
            if scope is not None and scope is function_of_parameter(node, source):
                assert isinstance(scope, FUNCTIONS)
                for value, where in arguments_of(scope, node.id, source, self.view.sources):
                    yield value, where, False
                return
        module, original = source.imports.get(node.id, ("", None))
        home = find_module(module, self.view.sources) if original else None
        for bound in home.bound.get(original or "", ()) if home is not None else ():
            yield from _from_statement(bound.statement, original or "", home or source)


def _made(node: ast.expr) -> str | None:
    """date or datetime for a call that makes one."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, (ast.Name, ast.Attribute)):
        return None
    found = _CLASS.match(ast.unparse(node.func))
    if found and (found[2] in _MAKERS or (found[2] is None and (node.args or node.keywords))):
        return found[1]
    method = isinstance(node.func, ast.Attribute) and node.func.attr == "date"
    return "date" if method and not node.args and not node.keywords else None


def _from_statement(statement: ast.AST, name: str, source: Source) -> Iterator[Bound]:
    if isinstance(statement, (ast.For, ast.AsyncFor)):
        yield from _from_target(statement.target, statement.iter, name, source, True)
    elif isinstance(statement, ast.Assign):
        for target in statement.targets:
            yield from _from_target(target, statement.value, name, source, False)
    elif isinstance(statement, (ast.AnnAssign, ast.NamedExpr)) and statement.value is not None:
        yield from _from_target(statement.target, statement.value, name, source, False)


def _from_target(target: ast.expr, value: ast.expr, name: str, source: Source, loop: bool) -> Iterator[Bound]:
    if isinstance(target, ast.Name):
        if target.id == name:
            yield value, source, loop
        return
    for index, part in enumerate(target.elts if isinstance(target, (ast.Tuple, ast.List)) else ()):
        called = (
            getattr(value.func, "attr", getattr(value.func, "id", "")) if isinstance(value, ast.Call) else ""
        )
        given = value.args if isinstance(value, ast.Call) else []
        if loop and called == "items" and index == 0 and isinstance(value, ast.Call):
            assert isinstance(value.func, ast.Attribute)
            yield from _from_target(part, value.func.value, name, source, True)
        elif loop and called == "enumerate" and index == 1 and given:
            yield from _from_target(part, given[0], name, source, True)
        elif loop and called == "zip" and index < len(given):
            yield from _from_target(part, given[index], name, source, True)
        elif not loop and isinstance(value, ast.Tuple) and index < len(value.elts):
            yield from _from_target(part, value.elts[index], name, source, False)


def _put_in(node: ast.Name | ast.Attribute, source: Source) -> Iterator[ast.expr]:
    """Keys and elements that are put into a collection after it was made, under the same name."""
    text, scope = ast.unparse(node), source.function(node)
    for one in source.nodes:
        if isinstance(node, ast.Name) and source.function(one) is not scope and scope is not None:
            continue
        if isinstance(one, ast.Subscript) and ast.unparse(one.value) == text:
            outer = source.parents.get(one)
            # `d[key].append(x)` makes the key where the dict has a default.
            used = isinstance(outer, ast.Attribute) and outer.attr in ("append", "add", "extend", "update")
            if (isinstance(one.ctx, ast.Store) or used) and not isinstance(one.slice, ast.Constant):
                yield one.slice
        elif isinstance(one, ast.Call) and one.args and isinstance(one.func, ast.Attribute):
            puts = one.func.attr in ("setdefault", "add", "append")
            if puts and ast.unparse(one.func.value) == text:
                yield one.args[0]


def _converted(source: Source) -> Iterator[str]:
    """Fields whose text the program replaces by a date in the records themselves."""
    for node in source.nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            key = node.targets[0].slice
            if isinstance(key, ast.Constant) and _PARSES.search(ast.unparse(node.value)):
                yield str(key.value)
