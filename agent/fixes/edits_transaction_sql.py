"""The edit that puts Express calls in a transaction's block on the transaction, as SQL statements."""

from __future__ import annotations

import ast
import contextlib
import re
from dataclasses import dataclass, field

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_calls import add_keyword
from dataflow_debugger.agent.fixes.expressions import fresh
from dataflow_debugger.agent.fixes.follow import callee, callers
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, arguments, sites
from dataflow_debugger.agent.fixes.spans import Function, Source, Splice

_WIDTH = 100
_READS = ("read", "list", "find_one", "count")
_BEGINS = re.compile(r"\btransactions(_sync)?\.(begin|transaction)$")
# Values that DataFlow turns into JSON before it writes them.
_STRUCTURED = re.compile(r"dict|list|tuple|set|Any|JSON", re.IGNORECASE)


@dataclass
class _Work:
    """What is put on the transaction: the block, and the functions that it calls with their own Express calls."""

    project: Project
    tables: dict[str, str]
    types: dict[str, dict[str, str]]
    changes: Changes
    transaction: str = "tx"
    functions: list[tuple[str, Function]] = field(default_factory=list)
    wrote: bool = False


@edit
def express_to_transaction(
    project: Project, at: At, *, tables: dict[str, str], types: dict[str, dict[str, str]]
) -> None:
    """Make the Express calls of the transaction's block at file and line statements on the transaction.

    A function that the block calls and nothing else gets the transaction as its first argument. Where the program
    reads with Express besides, its cache is switched off, which does not see what the transaction changes.
    """
    file = project.find(at.file) if at.file else None
    source = project.source(file) if file is not None else None
    block = _block(source, at.line) if source is not None else None
    if file is None or source is None or block is None:
        raise NoEdit("no transaction's block is at the line")
    work = _Work(project, tables, types, Changes(project))
    _name_transaction(work, file, source, block)
    handled = _converted(work, file, block)
    for where, function in work.functions:
        handled += _converted(work, where, function)
        _take_transaction(work, where, function, (file, block))
    if not work.wrote:
        raise NoEdit("nothing in the block writes through Express")
    others = [
        site
        for site in sites(project)
        if site.kind == "express" and site.operation in _READS and site.call not in handled
    ]
    work.changes.done()
    if others:
        with contextlib.suppress(NoEdit):
            add_keyword(project, At(), call="DataFlow", name="cache_enabled", value="False")


def _block(source: Source, line: int | None) -> ast.With | ast.AsyncWith | None:
    around = [
        node
        for node in source.nodes
        if isinstance(node, (ast.With, ast.AsyncWith))
        and line is not None
        and node.lineno <= line <= (node.end_lineno or 0)
        and _beginning(node) is not None
    ]
    return around[-1] if around else None


def _beginning(node: ast.With | ast.AsyncWith) -> ast.withitem | None:
    return next(
        (
            item
            for item in node.items
            if isinstance(item.context_expr, ast.Call) and _BEGINS.search(ast.unparse(item.context_expr.func))
        ),
        None,
    )


def _name_transaction(work: _Work, file: str, source: Source, block: ast.With | ast.AsyncWith) -> None:
    item = _beginning(block)
    assert item is not None
    if isinstance(item.optional_vars, ast.Name):
        work.transaction = item.optional_vars.id
    elif item.optional_vars is None:
        work.transaction = fresh(source.function(block) or source.tree, "tx", "transaction")
        end = source.outer_span(item.context_expr)[1]
        work.changes.add(file, [Splice(end, end, f" as {work.transaction}")])
    else:
        raise NoEdit("the transaction has no plain name")


def _converted(work: _Work, file: str, owner: ast.AST) -> list[ast.Call]:
    """The Express calls inside, each made a statement; functions that are called in there are noted."""
    inside = {node for node in ast.walk(owner) if isinstance(node, ast.Call)}
    own = [site for site in sites(work.project) if site.kind == "express" and site.call in inside]
    for site in own:
        _convert(work, file, site)
    for call in inside:
        found = callee(work.project, file, call.func) if isinstance(call.func, ast.Name) else None
        if found is not None and found not in work.functions and found[1] is not owner and _uses(work, found):
            work.functions.append(found)
    return [site.call for site in own]


def _uses(work: _Work, found: tuple[str, Function]) -> bool:
    inside = set(ast.walk(found[1]))
    return any(site.kind == "express" and site.call in inside for site in sites(work.project))


def _take_transaction(
    work: _Work, file: str, function: Function, block: tuple[str, ast.With | ast.AsyncWith]
) -> None:
    """Give a function the transaction as its first parameter; all its calls have to be on the transaction."""
    allowed = {(block[0], node) for node in ast.walk(block[1])}
    allowed |= {(where, node) for where, one in work.functions for node in ast.walk(one)}
    for where, call in callers(work.project, file, function):
        if (where, call) not in allowed:
            raise NoEdit(f"{function.name} is called outside of the transaction as well")
        work.changes.add(where, brackets.prepend(work.project.source(where), call, work.transaction))
    work.changes.add(file, brackets.prepend(work.project.source(file), function, work.transaction))


def _convert(work: _Work, file: str, site: Site) -> None:
    source, call = work.project.source(file), site.call
    table = work.tables.get(site.model)
    if table is None:
        raise NoEdit("the table of a model is not known")
    whole = source.parent(call)
    awaited = isinstance(whole, ast.Await)
    node = whole if awaited and isinstance(whole, ast.Await) else call
    args, words = arguments(call)
    key = args[1] if len(args) > 1 else words.get("id")
    if site.operation == "read" and key is not None:
        _read(work, file, site, node, table, source.segment(key), awaited)
        return
    if not isinstance(source.parent(node), ast.Expr):
        raise NoEdit("the result of a write is used")
    parameters = _Parameters(work.project.dialect)
    statement = _statement(work, source, site, table, key, parameters)
    sql, values = _sql(source, statement), f"[{', '.join(parameters.values)}]"
    start = f"{'await ' if awaited else ''}{work.transaction}.execute_raw("
    text = f"{start}{sql}, {values})"
    indent = source.indent(node.lineno)
    if len(indent + text) > _WIDTH:
        inner = indent + source.indent_unit
        text = f"{start}\n{inner}{sql},\n{inner}{values},\n{indent})"
    work.changes.add(file, [Splice(*source.span(node), text)])
    work.wrote = True


def _sql(source: Source, statement: str) -> str:
    return brackets.quoted(statement, brackets.usual_quote(source))


class _Parameters:
    """The placeholders of a statement in the words of the database, and the values for them."""

    def __init__(self, dialect: str | None) -> None:
        if dialect not in ("sqlite", "postgresql"):
            raise NoEdit("the database has no transactions of this kind")
        self.dialect = dialect
        self.values: list[str] = []

    def take(self, text: str) -> str:
        self.values.append(text)
        return f"${len(self.values)}" if self.dialect == "postgresql" else "?"


def _statement(
    work: _Work, source: Source, site: Site, table: str, key: ast.expr | None, parameters: _Parameters
) -> str:
    if site.operation == "delete" and key is not None:
        return f"DELETE FROM {table} WHERE id = {parameters.take(source.segment(key))}"
    given = site.config
    if site.operation not in ("create", "update") or not isinstance(given, ast.Dict):
        raise NoEdit("the call cannot be said as one statement")
    names: list[str] = []
    marks: list[str] = []
    for name, value in zip(given.keys, given.values, strict=True):
        column = name.value if isinstance(name, ast.Constant) else None
        kind = work.types.get(site.model, {}).get(str(column))
        if not isinstance(column, str) or kind is None or _STRUCTURED.search(kind):
            raise NoEdit("the columns of a record are not known")
        names.append(column)
        marks.append(parameters.take(source.segment(value)))
    if site.operation == "create":
        return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(marks)})"
    if key is None:
        raise NoEdit("the row of an update is not known")
    sets = ", ".join(f"{name} = {mark}" for name, mark in zip(names, marks, strict=True))
    where = parameters.take(source.segment(key))
    return f"UPDATE {table} SET {sets}, updated_at = CURRENT_TIMESTAMP WHERE id = {where}"


def _read(work: _Work, file: str, site: Site, node: ast.expr, table: str, key: str, awaited: bool) -> None:
    """A read on the transaction, which sees its own changes; SQLite gives no rows there and is read before them."""
    source = work.project.source(file)
    if work.project.dialect != "postgresql":
        if work.wrote:
            raise NoEdit("a row is read after the transaction has changed something")
        return
    statement = _sql(source, f"SELECT * FROM {table} WHERE id = $1")
    text = f"{work.transaction}.execute_raw({statement}, [{key}])"
    text = f"next(iter({'await ' if awaited else ''}{text}), None)"
    work.changes.add(file, [Splice(*source.span(node), text)])
