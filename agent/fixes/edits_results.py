"""Edits of how results are read: the tuple of `execute`, levels that do not exist, records of a list."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, edit, expressions
from dataflow_debugger.agent.fixes.edits_calls import EXECUTE, name_of
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.follow import callers
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import near_line
from dataflow_debugger.agent.fixes.spans import Source, Splice
from dataflow_debugger.agent.fixes.strings import replaced

WRAPPERS = ["result", "results", "data", "output", "response"]


@edit
def unpack_result(project: Project, at: At, *, variable: str | None = None, everywhere: bool = False) -> None:
    """Unpack the tuple of results and run id that `execute` returns, at the call of file and line.

    A name gets a second one beside it; where the result is read directly, a statement of its own is put
    before; elsewhere `[0]` takes the results. Without a line, or `everywhere`, every call that is read as a
    dict is changed.
    """
    changes = Changes(project)
    where = project.find(at.file) if at.file else None
    found = [(f, c) for f in project.python() for c in project.source(f).calls() if _executes(c)]
    here = [
        (f, c)
        for f, c in found
        if f == where and at.line is not None and not everywhere and near_line(project.source(f), at.line, c)
    ]
    for file, call in here or found:
        changes.add(file, _unpacked(project, file, call, sure=bool(here)))
    changes.done()


def _executes(call: ast.Call) -> bool:
    last = name_of(call).rpartition(".")[2]
    return isinstance(call.func, ast.Attribute) and last in EXECUTE and last != "run"


def _unpacked(project: Project, file: str, call: ast.Call, *, sure: bool) -> list[Splice]:
    source = project.source(file)
    value: ast.expr = call
    parent = source.parent(call)
    if isinstance(parent, ast.Await):
        value, parent = parent, source.parent(parent)
    if isinstance(parent, ast.Assign) and len(parent.targets) == 1:
        return _assigned(source, parent, sure)
    if isinstance(parent, ast.Return):
        return _returned(project, file, parent, value) if sure else []
    if isinstance(parent, ast.AnnAssign) and parent.value is value:
        return [_first(source, value)]
    if isinstance(parent, (ast.Subscript, ast.Attribute)) and parent.value is value:
        return [] if _indexed(parent) else _hoisted(source, value)
    return [_first(source, value)] if sure and not isinstance(parent, ast.Expr) else []


def _indexed(node: ast.expr) -> bool:
    """Whether the tuple is read as a tuple."""
    if not isinstance(node, ast.Subscript):
        return False
    key = node.slice
    return isinstance(key, ast.Slice) or (isinstance(key, ast.Constant) and isinstance(key.value, int))


def _first(source: Source, value: ast.expr) -> Splice:
    return expressions.replace(source, value, expressions.operand(source.segment(value)) + "[0]")


def _assigned(source: Source, statement: ast.Assign, sure: bool) -> list[Splice]:
    """`x = execute(...)` becomes `x, run_id = execute(...)`, unless `x` is also used as the tuple it is."""
    target = statement.targets[0]
    if not isinstance(target, (ast.Name, ast.Attribute)):
        return []
    scope = source.scope_of(statement)
    uses = [n for n in ast.walk(scope) if isinstance(n, ast.Subscript) and _same(n.value, target)]
    indexed = [n for n in uses if isinstance(n.slice, ast.Constant) and isinstance(n.slice.value, int)]
    keyed = [n for n in uses if isinstance(n.slice, ast.Constant) and isinstance(n.slice.value, str)]
    unpacked = any(
        isinstance(n, ast.Assign)
        and _same(n.value, target)
        and isinstance(n.targets[0], (ast.Tuple, ast.List))
        for n in ast.walk(scope)
    )
    if not sure and not keyed:
        return []
    if indexed or unpacked:
        return [Splice(*source.span(n.value), f"{source.segment(n.value)}[0]") for n in keyed]
    end = source.span(target)[1]
    run_id = expressions.fresh(scope, "run_id", "_")
    levels = [*_levels_of_the_tuple(source, keyed, target, run_id)]
    return [Splice(end, end, ", " + run_id), *levels]


def _levels_of_the_tuple(
    source: Source, keyed: list[ast.Subscript], target: ast.expr, run_id: str
) -> Iterator[Splice]:
    """`x["results"]["node"]` reads the tuple as a dict of results and run id: the names take their places."""
    for node in keyed:
        key = node.slice.value if isinstance(node.slice, ast.Constant) else None
        parent = source.parent(node)
        deeper = isinstance(parent, (ast.Subscript, ast.Attribute)) and parent.value is node
        if key == "results" and (deeper or isinstance(parent, (ast.Assign, ast.Return))):
            yield Splice(source.outer_span(node.value)[1], source.span(node)[1], "")
        elif key == "run_id" and isinstance(target, ast.Name):
            yield Splice(*source.span(node), run_id)


def _same(node: ast.AST, target: ast.expr) -> bool:
    return ast.dump(node).replace("Store", "Load") == ast.dump(target).replace("Store", "Load")


def _returned(project: Project, file: str, statement: ast.Return, value: ast.expr) -> list[Splice]:
    """The helper returns the results alone, unless a caller unpacks what it returns."""
    source = project.source(file)
    function = source.function(statement)
    for where, call in callers(project, file, function) if function is not None else ():
        parent = project.source(where).parent(call)
        if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], (ast.Tuple, ast.List)):
            raise NoEdit("a caller unpacks the result")
    return [_first(source, value)]


def _hoisted(source: Source, value: ast.expr) -> list[Splice]:
    """`execute(...)["n"]`: the call moves to a statement of its own before this one."""
    statement = source.holder(value)
    scope = source.scope_of(value)
    simple = isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Return, ast.Expr, ast.AugAssign))
    inner = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.IfExp, ast.BoolOp)
    if not simple or any(
        isinstance(a, inner) and source.statement(a) is statement for a in source.ancestors(value)
    ):
        return [_first(source, value)]
    results = expressions.fresh(scope, "results", "outcome", "found")
    run_id = expressions.fresh(scope, "run_id", "_")
    line = inserted(source, statement, f"{results}, {run_id} = {source.segment(value)}")
    if line.start != source.line_start(statement.lineno):
        return [_first(source, value)]
    return [line, Splice(*source.span(value), results)]


@edit
def drop_result_wrapper(
    project: Project, at: At, *, key: str | list[str] | None = None, to: str | None = None
) -> None:
    """Take away a level that the result does not have: `results["n"]["result"]` becomes `results["n"]`.

    `key` is the level (any of several), by default the usual words. With `to` the level is renamed instead.
    The same level of the same value elsewhere in the file follows.
    """
    keys = WRAPPERS if key is None else [key] if isinstance(key, str) else key
    changes = Changes(project)
    where = project.find(at.file) if at.file else None
    for file in project.python():
        source = project.source(file)
        found = list(levels(source, keys))
        here = [n for n, base in found if file == where and near_line(source, at.line, source.holder(n))]
        if at.line is not None and not here:
            continue
        bases = {ast.dump(base) for n, base in found if n in here}
        for node, base in found:
            if at.line is None or node in here or ast.dump(base) in bases:
                changes.add(file, _dropped(source, node, base, to))
    changes.done()


def levels(source: Source, keys: list[str]) -> Iterator[tuple[ast.expr, ast.expr]]:
    """`x["key"]` and `x.get("key")`, with x."""
    for node in source.nodes:
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            if node.slice.value in keys:
                yield node, node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and first.value in keys:
                yield node, node.func.value


def _dropped(source: Source, node: ast.expr, base: ast.expr, to: str | None) -> list[Splice]:
    if to is not None:
        name = node.slice if isinstance(node, ast.Subscript) else getattr(node, "args", [None])[0]
        return [replaced(source, name, to)] if isinstance(name, ast.Constant) else []
    return [Splice(source.outer_span(base)[1], source.span(node)[1], "")]


@edit
def rename_result_key(project: Project, at: At, *, key: str, to: str) -> None:
    """Read another key of a result at file and line: `["nam"]`, `.get("nam")`, and the same elsewhere."""
    drop_result_wrapper(project, at, key=key, to=to)


@edit
def insert_result_level(project: Project, at: At, *, key: str, to: str) -> None:
    """Read a key one level deeper: `x["key"]` at file and line becomes `x["to"]["key"]`."""
    where = project.find(at.file) if at.file else None
    if where is None:
        raise NoEdit("the place where the result is read is not known")
    source = project.source(where)
    changes = Changes(project)
    for node, base in levels(source, [key]):
        if near_line(source, at.line, source.holder(node)):
            quote = "'" if "['" in source.segment(node) else '"'
            end = source.outer_span(base)[1]
            changes.add(where, [Splice(end, end, f"[{quote}{to}{quote}]")])
    changes.done()


@edit
def records_of_list_result(
    project: Project, at: At, *, expression: str | None = None, to: str = "records"
) -> None:
    """Take the records of a list node's result: `results["all"]` becomes `results["all"]["records"]`.

    `expression` is the source text of the result at file and line; without it, what the loop or the call of
    `len`, `sorted`, `list` at the line takes.
    """
    where = project.find(at.file) if at.file else None
    if where is None or at.line is None:
        raise NoEdit("the place where the result is read is not known")
    source = project.source(where)
    changes = Changes(project)
    quote = '"' if source.text.count('"') >= source.text.count("'") else "'"
    for node in _iterated(source, at.line, expression):
        text = expressions.operand(source.segment(node))
        changes.add(where, [expressions.replace(source, node, f"{text}[{quote}{to}{quote}]")])
    changes.done()


def _iterated(source: Source, line: int, expression: str | None) -> Iterator[ast.expr]:
    for node in source.nodes:
        if not isinstance(node, (ast.expr, ast.For, ast.AsyncFor)) or not node.lineno <= line <= _end(node):
            continue
        if expression is not None:
            if isinstance(node, ast.expr) and source.segment(node) == expression:
                yield node
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            yield node.iter
        elif isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            yield node.generators[0].iter
        elif isinstance(node, ast.Call) and name_of(node) in ("len", "sorted", "list"):
            yield from (arg for arg in node.args[:1] if not isinstance(arg, ast.GeneratorExp))


def _end(node: ast.expr | ast.For | ast.AsyncFor) -> int:
    """The last line of an expression, or of a loop's header."""
    return node.iter.end_lineno or 0 if isinstance(node, (ast.For, ast.AsyncFor)) else node.end_lineno or 0
