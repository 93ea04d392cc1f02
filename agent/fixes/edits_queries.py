"""Edits of queries: patterns, dates and branches in filters, writes by filter, pages, reads past the cache."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_calls import add_keyword
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.edits_filters import filters_of
from dataflow_debugger.agent.fixes.edits_keys import add_key, set_key
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.imports import with_import
from dataflow_debugger.agent.fixes.keys import Changes, sites_at
from dataflow_debugger.agent.fixes.mapping import Entry, mappings
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.results_used import taken_as_dict
from dataflow_debugger.agent.fixes.sites import arguments
from dataflow_debugger.agent.fixes.spans import Source, Splice

ALL_ROWS = "limit=10_000"


@edit
def read_past_cache(project: Project, at: At, *, operation: str) -> None:
    """Let one read ask the database with `cache_ttl=0`.

    Not a list after raw SQL: the query below it has a cache of its own, which the argument does not reach.
    """
    if operation == "list":
        raise NoEdit("a list has a second cache, which cache_ttl does not pass")
    add_keyword(project, at, call=f"*.{operation}", name="cache_ttl", value="0")


def _conditions(project: Project, at: At, field: str) -> Iterator[tuple[Entry, Entry | None]]:
    """The conditions on a field in the filters at the place: the entry, and each operator inside it."""
    for site in sites_at(project, at, whole_model=True):
        for mapping in filters_of(project, site):
            for entry in mapping.entries:
                if entry.key != field:
                    continue
                inner = [one for m in mappings(project, entry.file, entry.value) for one in m.entries]
                for one in inner:
                    yield entry, one
                if not inner:
                    yield entry, None


@edit
def like_wildcards(project: Project, at: At, *, field: str, operator: str = "$like") -> None:
    """Put `%` on both sides of the pattern under `$like`."""
    changes = Changes(project)
    for _, one in _conditions(project, at, field):
        if one is None or one.key != operator:
            continue
        source = project.source(one.file)
        changes.add(one.file, [Splice(*source.outer_span(one.value), _between_percents(source, one.value))])
    changes.done()


def _between_percents(source: Source, value: ast.expr) -> str:
    quote = brackets.usual_quote(source)
    text = source.segment(value)
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return brackets.quoted(f"%{value.value}%", text)
    if isinstance(value, ast.JoinedStr):
        lead = 2 if text[1] in "\"'" else 3
        return f"{text[:lead]}%{text[lead:-1]}%{text[-1]}"
    if quote in text or "\n" in text:
        return f"{quote}%{quote} + {expressions.operand(text)} + {quote}%{quote}"
    return f"f{quote}%{{{text}}}%{quote}"


@edit
def filter_value_as_datetime(project: Project, at: At, *, field: str) -> None:
    """Give the filter a datetime in place of its text: what `.isoformat()` was called on, or the text parsed."""
    changes = Changes(project)
    for entry, one in _conditions(project, at, field):
        item = one or entry
        if one is not None and not one.key.startswith("$"):
            continue
        source = project.source(item.file)
        values = item.value.elts if isinstance(item.value, (ast.List, ast.Tuple)) else [item.value]
        for value in values:
            changes.add(item.file, _as_datetime(project, item.file, source, value))
    changes.done()


def _as_datetime(project: Project, file: str, source: Source, value: ast.expr) -> list[Splice]:
    found = _iso_call(value)
    if found is not None:
        return [Splice(*source.outer_span(value), source.segment(found))]
    places = written(project, file, value) if isinstance(value, ast.Name) else []
    calls = [_iso_call(place.node) for place in places]
    if places and all(calls) and all(place.file == file for place in places):
        uses = [n for n in source.nodes if isinstance(n, ast.Name) and n.id == getattr(value, "id", None)]
        if sum(isinstance(n.ctx, ast.Load) for n in uses) == 1:
            return [
                Splice(*source.outer_span(place.node), source.segment(call))
                for place, call in zip(places, calls, strict=True)
                if call is not None
            ]
    text, added = with_import(
        project, file, "from datetime import datetime", f"datetime.fromisoformat({source.segment(value)})"
    )
    return [Splice(*source.outer_span(value), text), *added]


def _iso_call(node: ast.expr) -> ast.expr | None:
    """What `.isoformat()` is called on."""
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    if called and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.value if node.func.attr == "isoformat" else None
    return None


@edit
def union_of_branches(project: Project, at: At) -> None:
    """Ask once for each branch of `$or` and join the rows by id, in place of the one call that had it."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        source = project.source(file)
        args, words = arguments(call)
        given = args[1] if len(args) > 1 else words.get("filter")
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if given is None or name not in ("list", "count", "find_one"):
            continue
        found = _branches(project, file, given)
        if found is None:
            continue
        changes.add(file, _union(source, call, given, name, *found))
    changes.done()


def _branches(project: Project, file: str, given: ast.expr) -> tuple[str, str] | None:
    """The text of the list of branches, and of the other conditions, which hold for each of them."""
    for mapping in mappings(project, file, given):
        entry = next((e for e in mapping.entries if e.key.lower() in ("$or", "or", "_or")), None)
        if entry is None or entry.file != file or not isinstance(entry.holder, ast.Dict):
            continue
        source = project.source(file)
        rest = [
            f"{source.segment(key)}: {source.segment(value)}"
            if key is not None
            else f"**{source.segment(value)}"
            for key, value in zip(entry.holder.keys, entry.holder.values, strict=True)
            if value is not entry.value
        ]
        return source.segment(entry.value), ", ".join(rest)
    return None


@edit
def merge_branches(project: Project, at: At) -> None:
    """Write the branches of `$and` as one dict, whose conditions all hold anyway."""
    changes = Changes(project)
    for site in sites_at(project, at, whole_model=True):
        for mapping in filters_of(project, site):
            for entry in mapping.entries:
                if entry.key.lower() not in ("$and", "and", "_and") or not isinstance(entry.holder, ast.Dict):
                    continue
                source = project.source(entry.file)
                inside = _merged(source, entry.value)
                start = source.outer_span(entry.key_node or entry.value)[0]
                changes.add(entry.file, [Splice(start, source.outer_span(entry.value)[1], inside)])
    changes.done()


def _merged(source: Source, value: ast.expr) -> str:
    """The conditions of all branches; those on one field are joined where they are operators."""
    plain: dict[str, str] = {}
    operators: dict[str, list[str]] = {}
    for branch in value.elts if isinstance(value, (ast.List, ast.Tuple)) else [value]:
        if not isinstance(branch, ast.Dict):
            raise NoEdit("a branch is not written as a dict")
        for key, one in zip(branch.keys, branch.values, strict=True):
            name = source.segment(key) if key is not None else ""
            if key is None or name in plain or (name in operators and not isinstance(one, ast.Dict)):
                raise NoEdit("the branches cannot be joined field by field")
            if isinstance(one, ast.Dict):
                operators.setdefault(name, []).append(source.segment(one)[1:-1].strip().rstrip(","))
            else:
                plain[name] = source.segment(one)
    pairs = [f"{name}: {text}" for name, text in plain.items()]
    pairs += [f"{name}: {{{', '.join(texts)}}}" for name, texts in operators.items()]
    return ", ".join(pairs)


@edit
def id_text_to_filter(project: Project, at: At, *, argument: str = "filter") -> None:
    """Ask by id in a dict where a read by filter got the id itself as text."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        source = project.source(file)
        args, words = arguments(call)
        given = args[1] if len(args) > 1 else words.get(argument)
        for place in written(project, file, given) if given is not None else ():
            text = place.node.value if isinstance(place.node, ast.Constant) else ""
            if isinstance(text, str) and any(sign in text for sign in " =<>%"):
                raise NoEdit("the text is a condition, not an id")
        if given is not None and not isinstance(given, (ast.Dict, ast.JoinedStr)):
            quote = brackets.usual_quote(source)
            changes.add(
                file, [Splice(*source.outer_span(given), f"{{{quote}id{quote}: {source.segment(given)}}}")]
            )
    changes.done()


@edit
def filter_value_as_bool(project: Project, at: At, *, field: str) -> None:
    """Give the filter True or False in place of the text for it."""
    changes = Changes(project)
    for entry, one in _conditions(project, at, field):
        item = one or entry
        source = project.source(item.file)
        text = source.segment(item.value)
        if isinstance(item.value, ast.Constant) and isinstance(item.value.value, str):
            new = str(item.value.value.lower() in ("1", "true", "yes", "on", "t", "y"))
        elif isinstance(item.value, ast.Constant):
            continue
        else:
            new = f'str({text}).lower() in ("1", "true", "yes", "on")'
        changes.add(item.file, [Splice(*source.outer_span(item.value), new)])
    changes.done()


@edit
def treat_not_found(project: Project, at: At) -> None:
    """Take None for the result of a read node that found no record, where the program asks for None afterwards.

    Elsewhere the node is told to answer `found` False.
    """
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Constant):
                continue
            parent = source.parent(node)
            if node.slice.value != at.node or not isinstance(parent, (ast.Assign, ast.Return)):
                continue
            name = parent.targets[0] if isinstance(parent, ast.Assign) else None
            if isinstance(name, ast.Name) and not _asked_for_none(source, name):
                continue
            text, quote = source.segment(node), brackets.usual_quote(source)
            found = f"{text} if {text}.get({quote}found{quote}) else None"
            changes.add(file, [Splice(*source.span(node), found)])
    if any(changes.splices.values()):
        changes.done()
    else:
        add_key(project, at, key="raise_on_not_found", value="False")


def _asked_for_none(source: Source, name: ast.Name) -> bool:
    """Whether the program tests the variable: `if not x`, `x is None`, `if x`."""
    scope = source.scope_of(name)
    for node in ast.walk(scope):
        tests = [node.test] if isinstance(node, (ast.If, ast.IfExp, ast.While)) else []
        for test in tests:
            for part in ast.walk(test):
                asked = part is test
                inner = part
                if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not):
                    inner, asked = part.operand, True
                elif isinstance(part, ast.Compare) and isinstance(part.ops[0], (ast.Is, ast.IsNot)):
                    inner, asked = part.left, True
                if asked and isinstance(inner, ast.Name) and inner.id == name.id:
                    return True
    return False


def _union(
    source: Source, call: ast.Call, given: ast.expr, name: str, branches: str, rest: str
) -> list[Splice]:
    """One call for each branch, the rows kept once by id."""
    start, end = source.span(call)
    each = f"{{{rest}, **branch}}" if rest else "branch"
    before, after = source.outer_span(given)
    one = source.text[start:before] + each + source.text[after:end]
    assert isinstance(call.func, ast.Attribute)
    place = source.span(call.func)[1] - start
    if name != "list":
        one = f"{one[: place - len(name)]}list{one[place:]}"
    parent = source.parent(call)
    awaited = isinstance(parent, ast.Await)
    rows = f"{{row['id']: row for branch in {branches} for row in {'await ' if awaited else ''}{one}}}"
    text = f"len({rows})" if name == "count" else f"list({rows}.values())"
    if name == "find_one":
        text = f"next(iter({rows}.values()), None)"
    if '"' in text and "'" not in source.text:
        text = text.replace("row['id']", 'row["id"]')
    whole = source.span(parent) if awaited and parent is not None else (start, end)
    return [Splice(*whole, text)]


@edit
def each_matching_row(project: Project, at: At) -> None:
    """Update or delete the rows of a filter one by one: the call gets the id of each row that matches.

    An update of whose answer keys are taken is of one row, the one that `find_one` gives.
    """
    changes = Changes(project)
    for file, call in express_calls(project, at):
        source = project.source(file)
        args, words = arguments(call)
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        given = args[1] if len(args) > 1 else words.get("id")
        if name not in ("update", "delete") or given is None or not args:
            continue
        changes.add(file, _each(project, file, source, call, args[0], given))
    changes.done()


def _each(
    project: Project, file: str, source: Source, call: ast.Call, model: ast.expr, given: ast.expr
) -> list[Splice]:
    parent = source.parent(call)
    wait = "await " if isinstance(parent, ast.Await) else ""
    whole = parent if wait and isinstance(parent, ast.expr) else call
    start, end = source.span(call)
    before, after = source.outer_span(given)
    quote = brackets.usual_quote(source)
    named = source.segment(model)
    assert isinstance(call.func, ast.Attribute)
    owner = source.segment(call.func.value)
    row = expressions.fresh(source.scope_of(call), "row", "found", "match")
    listed = any(isinstance(place.node, (ast.List, ast.ListComp)) for place in written(project, file, given))
    ids, key = source.segment(given), row
    if not listed:
        ids = f"{wait}{owner}.list({named}, {source.segment(given)}, {ALL_ROWS})"
        key = f"{row}[{quote}id{quote}]"
    if not listed and call.func.attr == "update" and taken_as_dict(project, file, call):
        # Where keys of the answer are asked for, one record was meant.
        found = f"{wait}{owner}.find_one({named}, {source.segment(given)})"
        text = f"{f'({found})' if wait else found}[{quote}id{quote}]"
        return [Splice(before, after, text)]
    one = source.text[start:before] + key + source.text[after:end]
    holder = source.holder(call)
    if isinstance(holder, ast.Expr) and holder.value is whole and "\n" not in one:
        indent = source.indent(holder.lineno)
        return [Splice(*source.span(holder), f"for {row} in {ids}:\n{indent}    {wait}{one}")]
    return [expressions.replace(source, whole, f"[{wait}{one} for {row} in {ids}]")]


@edit
def page_from_one(project: Project, at: At, *, argument: str = "offset") -> None:
    """Count pages from 1 in the offset: `page * size` becomes `(page - 1) * size`."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        source = project.source(file)
        words = {word.arg: word.value for word in call.keywords if word.arg}
        for place in written(project, file, words[argument]) if argument in words else ():
            node = place.node
            if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult) or place.item:
                continue
            size = source.segment(words["limit"]) if "limit" in words else ""
            where = project.source(place.file)
            page = node.right if where.segment(node.left) == size else node.left
            text = where.segment(page)
            changes.add(place.file, [Splice(*where.outer_span(page), f"({text} - 1)")])
    changes.done()


@edit
def order_rows(project: Project, at: At, *, by: str = "id", then: str | None = None) -> None:
    """Give a list an order, where it is called or in the parameters of its node."""
    order = f'["{by}", "{then}"]' if then else f'["{by}"]'
    if at.node is None:
        add_keyword(project, at, call="*.list", name="order_by", value=order)
        return
    try:
        set_key(project, at, key="order_by", value=order)
    except NoEdit:
        add_key(project, at, key="order_by", value=order)
