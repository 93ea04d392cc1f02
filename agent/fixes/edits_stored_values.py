"""Edits of what a program stores: converting a value it gives, keeping a field as text, altering a column."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_models import field_of, model_classes
from dataflow_debugger.agent.fixes.follow import callee
from dataflow_debugger.agent.fixes.imported import origins
from dataflow_debugger.agent.fixes.imports import add_import, with_import
from dataflow_debugger.agent.fixes.keys import Changes, Found, entries, site_mappings, sites_at, walk
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import sites
from dataflow_debugger.agent.fixes.spans import Function, Source, Splice

_DROP = re.compile(r"(?i)\bdrop\s+table\b")
_LISTED = ("$in", "$nin", "$between")


@edit
def convert_given(
    project: Project, at: At, *, key: str, value: str, under: str | None = None, imports: str | None = None
) -> None:
    """Put an expression around a value that a call or node is given (`str($VALUE)`), with its import.

    `key` is the field, or an operator `under` the field of a filter; the elements of a list are converted one by
    one.
    """
    changes = Changes(project)
    around = _around_filters(project, at, key, value) if under is None and imports is None else {}
    for file, splices in around.items():
        changes.add(file, splices)
    for file, node in values_at(project, at, key, under) if not around else ():
        if isinstance(node, ast.Dict):
            continue
        template, added = with_import(project, file, imports, value)
        source = project.source(file)
        text = converted(source, node, template, listed=key in _LISTED)
        if text is not None:
            changes.add(file, [Splice(*source.outer_span(node), text), *added])
    changes.done()


def _around_filters(project: Project, at: At, key: str, template: str) -> dict[str, list[Splice]]:
    """For an Express filter whose dict cannot be seen, a dict around it with the one value converted."""
    found: dict[str, list[Splice]] = {}
    where = project.find(at.file) if at.file else None
    for site in sites_at(project, at):
        config = site.config
        here = site.file == where and at.line is not None and site.call.lineno <= at.line
        here = here and (site.call.end_lineno or 0) >= (at.line or 0)
        if not here or site.kind != "express" or site.operation not in ("list", "find_one", "count"):
            continue
        seen = any(mapping.get(key) is not None for mapping in site_mappings(project, site))
        if not isinstance(config, ast.Name) or seen:
            continue
        source = project.source(site.file)
        name, quoted = config.id, brackets.quoted(key, brackets.usual_quote(source))
        converted = template.replace("$VALUE", f"{name}[{quoted}]")
        text = f"{{**{name}, **({{{quoted}: {converted}}} if {quoted} in {name} else {{}})}}"
        found.setdefault(site.file, []).append(Splice(*source.outer_span(config), text))
    return found


_COMPARING = ("$eq", "$ne", "$gt", "$gte", "$lt", "$lte")


def _entries(project: Project, at: At, key: str, under: str) -> list[Found]:
    try:
        return entries(project, at, key, under=under, whole_model=False)
    except NoEdit:
        return []


def values_at(project: Project, at: At, key: str, under: str | None) -> list[tuple[str, ast.expr]]:
    """File and expression of what stands under a key of the call that is meant, also deep inside its records.

    Of an operator in a filter the other operators on the same field come with it.
    """
    if under is not None and key in _COMPARING:
        beside = [
            (found.entry.file, found.entry.value)
            for one in _COMPARING
            for found in _entries(project, at, one, under)
        ]
        if beside:
            return list({id(node): (file, node) for file, node in beside}.values())
    try:
        found = entries(project, at, key, under=under, whole_model=False)
    except NoEdit:
        deep = [
            (entry.file, entry.value)
            for site in sites_at(project, at, whole_model=True)
            for mapping, path in walk(project, site, depth=6)
            for entry in mapping.entries
            if entry.key == key and (under is None or path[-1:] == (under,))
        ]
        if not deep:
            raise
        return list({id(node): (file, node) for file, node in deep}.values())
    return [(one.entry.file, one.entry.value) for one in found]


def converted(source: Source, node: ast.expr, template: str, *, listed: bool = False) -> str | None:
    """The text of a value with the template around it; None where it has that already."""
    start, end = source.outer_span(node)
    text = source.text[start:end]
    if listed and isinstance(node, (ast.List, ast.Tuple)):
        parts = [converted(source, part, template) or source.segment(part) for part in node.elts]
        return f"[{', '.join(parts)}]"
    if listed:
        return f"[{template.replace('$VALUE', 'value')} for value in {text}]"
    if isinstance(node, ast.Call) and ast.unparse(node.func) == template.partition("(")[0]:
        return None
    if template.startswith("$VALUE.") and text.endswith(template.removeprefix("$VALUE")):
        return None
    if isinstance(node, ast.Constant) and template == f"{type(node.value).__name__}($VALUE)":
        return None
    if template == "str($VALUE)" and isinstance(node, ast.Constant):
        return f'"{node.value}"' if isinstance(node.value, (int, float)) else None
    if template == "str($VALUE)" and isinstance(node, ast.JoinedStr):
        return None
    template = _without_now(template, text)
    return template.replace("$VALUE", expressions.operand(text) if "$VALUE." in template else text)


def _without_now(template: str, text: str) -> str:
    """`datetime.now(timezone.utc)` is in UTC already, so only its zone has to go."""
    if re.fullmatch(
        r"(datetime\.)?datetime\.now\((tz=)?((datetime\.)?timezone\.utc|UTC|datetime\.UTC)\)", text
    ):
        return re.sub(r"\.astimezone\([\w.]+\)", "", template)
    return template


@edit
def store_as_text(
    project: Project, at: At, *, field: str, read: str | None = None, read_imports: str | None = None
) -> None:
    """Declare a field `str` and convert what the program gives for it, in writes and filters.

    `read` (`Decimal($READ)`) is put around every place that reads the field of a required field's record.
    """
    file, owner, statement = field_of(project, at, field)
    source = project.source(file)
    if not isinstance(statement, ast.AnnAssign):
        raise NoEdit("the field has no annotation")
    changes = Changes(project)
    start, end = source.outer_span(statement.annotation)
    present = source.text[start:end]
    optional = "Optional" in present or "None" in present
    spelt = "Optional[str]" if "Optional" in present else "str | None" if optional else "str"
    changes.add(file, [Splice(start, end, spelt)])
    if statement.value is not None and not _none(statement.value):
        text = converted(source, statement.value, "str($VALUE)")
        changes.add(file, [Splice(*source.outer_span(statement.value), text)] if text else [])
    given: set[ast.AST] = set()
    for where, node, listed in given_for(project, owner.name, field):
        given |= set(ast.walk(node))
        text = converted(project.source(where), node, "str($VALUE)", listed=listed)
        if text is not None and not _none(node):
            changes.add(where, [Splice(*project.source(where).outer_span(node), text)])
    for where in project.python() if read is not None and not optional else ():
        here = project.source(where)
        template, added = with_import(project, where, read_imports, read or "")
        for node in _reads(here, field):
            if node not in given:
                # Put around it: values given inside the read expression may change as well.
                head, _, tail = template.partition("$READ")
                start, end = here.span(node)
                changes.add(where, [Splice(start, start, head), Splice(end, end, tail), *added])
    changes.done()


def _none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def given_for(project: Project, model: str, field: str) -> Iterator[tuple[str, ast.expr, bool]]:
    """File and expression of every value given for a field, those under operators too, and if it is a list."""
    for site in sites(project):
        if site.model != model:
            continue
        seen: set[int] = set()
        for mapping, path in walk(project, site):
            for entry in mapping.entries:
                inside = path[-1:] == (field,)
                if id(entry.value) in seen or not (inside or entry.key == field):
                    continue
                if inside and not entry.key.startswith("$"):
                    continue
                seen.add(id(entry.value))
                if isinstance(entry.value, ast.Dict) or (inside and entry.key in ("$null", "$exists")):
                    continue
                yield entry.file, entry.value, inside and entry.key in _LISTED


def _reads(source: Source, field: str) -> Iterator[ast.expr]:
    for node in source.nodes:
        if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
            continue
        if isinstance(node.slice, ast.Constant) and node.slice.value == field:
            yield node


@edit
def alter_column(
    project: Project, at: At, *, table: str, column: str, to: str, drop_default: bool = False
) -> None:
    """Give a column of a PostgreSQL table another type by raw SQL, after the model's class.

    `to` is the type, with `USING` where PostgreSQL cannot convert by itself.
    """
    first = f"ALTER TABLE {table} ALTER COLUMN {column}"
    sql = (f"{first} DROP DEFAULT, ALTER COLUMN {column}" if drop_default else first) + f" TYPE {to}"
    # Inside an event loop the tables are not made before they are used.
    awaited = (
        "await $DB.create_tables_async()\nasync with $DB.transactions.begin() as transaction:\n"
        f'    await transaction.execute_raw("{sql}")'
    )
    after_model(project, at, _in_transaction([sql]), [], awaited)


@edit
def run_sql_after_model(project: Project, at: At, *, sql: str | list[str]) -> None:
    """Run statements of SQL through `transactions_sync` once the model's table is there (PostgreSQL, SQLite)."""
    after_model(project, at, _in_transaction([sql] if isinstance(sql, str) else sql), [])


def _in_transaction(statements: list[str]) -> str:
    lines = [f'    transaction.execute_raw("{one}")' for one in statements]
    return "\n".join(["with $DB.transactions_sync.begin() as transaction:", *lines])


@edit
def run_mysql_after_model(project: Project, at: At, *, sql: str, unless: str | None = None) -> None:
    """Run a statement of SQL on MySQL through SQLAlchemy once the model's table is there.

    With `unless` only where that query gives no row.
    """
    run = f'connection.execute(text("{sql}"))'
    body = (
        f"    {run}"
        if unless is None
        else f'    if connection.execute(text("{unless}")).first() is None:\n        {run}'
    )
    # On MySQL a table is made at its first use only.
    url = '$DB.config.database.url.replace("mysql://", "mysql+pymysql://", 1)'
    head = f"$DB.create_tables()\nengine = create_engine({url})\n"
    imports = ["from sqlalchemy import create_engine, text"]
    after_model(project, at, f"{head}with engine.begin() as connection:\n{body}", imports)


def after_model(project: Project, at: At, text: str, imports: list[str], awaited: str | None = None) -> None:
    """A statement after the model's class, with `$DB` as its instance.

    It goes after what drops the table, where the program does that; inside an event loop it is `awaited`.
    """
    for file, owner in model_classes(project, at.model):
        source = project.source(file)
        decorators = [d.func if isinstance(d, ast.Call) else d for d in owner.decorator_list]
        made = next((d for d in decorators if isinstance(d, ast.Attribute) and d.attr == "model"), None)
        if made is None or not isinstance(source.parent(owner), ast.Module):
            continue
        name = source.segment(made.value)
        drops = list(_drops(project, file, owner, name, text))
        dropped = next((one for one in drops if not in_loop(project, *one)), None)
        if dropped is None and awaited is not None and drops:
            dropped, text = drops[0], awaited
        text = text.replace("$DB", name)
        where, anchor = dropped or (file, owner)
        place = inserted(project.source(where), anchor, text, after=True)
        added = [one for statement in imports for one in add_import(project.source(where), statement)]
        lead = "" if dropped else "\n\n"
        project.splice(where, [*added, Splice(place.start, place.end, lead + place.text.lstrip("\n"))])
        return
    raise NoEdit("the class of the model was not found at the top level of a module")


def in_loop(project: Project, file: str, statement: ast.stmt) -> bool:
    """Whether a statement runs inside an event loop, where the synchronous transaction cannot be used."""
    return isinstance(project.source(file).function(statement), ast.AsyncFunctionDef)


def _drops(
    project: Project, home: str, owner: ast.ClassDef, instance: str, sql: str
) -> Iterator[tuple[str, ast.stmt]]:
    """Statements after the class that drop the table: it is made anew, so a change of it has to follow them.

    Those that call a function which does it; otherwise what is awaited to do it there and then.
    """
    named = re.search(r"(?i)\b(?:table|on|into)\s+(\w+)", sql)
    direct = []
    for file in [home, *(one for one in project.python() if one != home)]:
        source = project.source(file)
        if named is None or (
            file != home and not any(name == home for name, _ in origins(project, file, instance))
        ):
            continue
        for call in source.calls():
            statement = source.statement(call)
            later = file != home or call.lineno > (owner.end_lineno or 0)
            if not isinstance(statement, ast.Expr) or not later:
                continue
            maker = callee(project, file, call.func)
            if maker is None:
                if _awaited_drop(source, call, statement, named.group(1)):
                    direct.append((file, statement))
                continue
            if named.group(1) in project.source(maker[0]).text and _only_drops(project, *maker):
                yield file, statement
    yield from direct


def _only_drops(project: Project, file: str, function: Function) -> bool:
    """Whether a function drops a table and does not go on to use the models."""
    source = project.source(file)
    body = source.segment(function)
    inner = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    return (
        _DROP.search(body) is not None
        and not re.search(r"\b(express|express_sync|add_node)\b", body)
        and not any(callee(project, file, call.func) for call in inner)
    )


def _awaited_drop(source: Source, call: ast.Call, statement: ast.Expr, table: str) -> bool:
    # A connection that is not awaited may hold its locks until it commits.
    text = source.segment(call)
    alone = isinstance(statement.value, ast.Await) and statement.value.value is call
    return alone and _DROP.search(text) is not None and re.search(rf"\b{table}\b", text) is not None


@edit
def rename_table_in_sql(project: Project, at: At, *, old: str, to: str) -> None:
    """Name another table in the program's SQL texts, after FROM, JOIN, INTO, UPDATE or TABLE."""
    changes = Changes(project)
    pattern = re.compile(rf"(?i)(\b(?:from|join|into|update|table)\s+[\"`]?){re.escape(old)}\b")
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and pattern.search(node.value):
                holder = source.parent(node)
                start, end = source.span(holder if isinstance(holder, ast.JoinedStr) else node)
                text = source.text[start:end]
                changes.add(file, [Splice(start, end, pattern.sub(rf"\g<1>{to}", text))])
    changes.done()
