"""Edits of Express calls: what is called, how the model and the fields are given, how a list is ordered."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_async import call_owner
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.imported import class_named
from dataflow_debugger.agent.fixes.keys import Changes, site_mappings
from dataflow_debugger.agent.fixes.orders import signed_name
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place, appended
from dataflow_debugger.agent.fixes.sites import (
    EXPRESS,
    EXPRESS_DATA,
    Site,
    near_line,
    sites,
    spreads,
    text_glob,
)
from dataflow_debugger.agent.fixes.spans import Source, Splice

# What other frameworks call the operations.
SYNONYMS = {
    "read": "get get_by_id find_by_id fetch get_one retrieve one",
    "list": "find all filter find_all find_many get_all query search select list_all where many",
    "find_one": "first get_first find_first findone find_by one_or_none",
    "create": "insert add save new insert_one create_one",
    "update": "update_one modify patch set",
    "delete": "remove destroy delete_one drop",
    "count": "count_all total length",
    "upsert": "insert_or_update save_or_update update_or_create put merge",
    "bulk_create": "create_many insert_many bulk_insert add_all insert_all",
    "bulk_update": "update_many",
    "bulk_delete": "delete_many remove_many bulk_remove",
    "bulk_upsert": "upsert_many",
}
WORDS = frozenset(
    (
        "model", "data", "id", "fields", "filter", "limit", "offset", "order_by", "cache_ttl", "use_primary",
        "include_deleted", "conflict_on", "records", "ids", "batch_size", "where", "create", "update",
    )
)  # fmt: skip


def express_calls(project: Project, at: At, *, any_method: bool = False) -> Iterator[tuple[str, ast.Call]]:
    """Calls through `db.express` or `db.express_sync`; those at file and line if there are any."""
    found = []
    for file in project.python():
        for call in project.source(file).calls():
            function = call.func
            owner = function.value if isinstance(function, ast.Attribute) else None
            direct = isinstance(owner, ast.Attribute) and owner.attr in ("express", "express_sync")
            if call_owner(project, file, call) or (any_method and direct):
                found.append((file, call))
    where = project.find(at.file) if at.file else None
    here = [(f, c) for f, c in found if f == where and at.line and near_line(project.source(f), at.line, c)]
    yield from here or found


@edit
def rename_express_method(
    project: Project, at: At, *, to: str | None = None, method: str | None = None
) -> None:
    """Call another operation of Express: `to` in place of that at file and line, for all calls on the model.

    Without `to` a method that Express does not have is replaced by the one that does it.
    """
    calls = list(express_calls(project, at, any_method=True))
    if to is not None:
        models = {_model(project, file, call) for file, call in calls}
        names = {_name(call) for _, call in calls}
        calls = [
            (file, call)
            for file, call in express_calls(project, At(), any_method=True)
            if _model(project, file, call) in models and _name(call) in names
        ]
    changes = Changes(project)
    for file, call in calls:
        name = _name(call)
        wanted = to or (_meant(method) if method in (None, name) and name not in EXPRESS else None)
        if wanted is None and method is None and name not in EXPRESS:
            wanted = _meant(name)
        if wanted is not None and wanted != name:
            end = project.source(file).span(call.func)[1]
            changes.add(file, [Splice(end - len(name), end, wanted)])
    changes.done()


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _model(project: Project, file: str, call: ast.Call) -> str:
    return text_glob(project, file, call.args[0]) if call.args else "*"


def _meant(method: str | None) -> str | None:
    """The operation that another name stands for."""
    for operation, words in SYNONYMS.items():
        if method is not None and method.lower() in words.split():
            return operation
    return None


@edit
def quote_model_name(project: Project, at: At) -> None:
    """Name the model in a string: `express.list(User)` becomes `express.list("User")`."""
    changes = Changes(project)
    for file, call in express_calls(project, At()):
        source = project.source(file)
        words = [word.value for word in call.keywords if word.arg == "model"]
        given = call.args[0] if call.args else next(iter(words), None)
        if isinstance(given, (ast.Name, ast.Attribute)) and text_glob(project, file, given) == "*":
            name = given.id if isinstance(given, ast.Name) else given.attr
            if name[:1].isupper():
                text = brackets.quoted(name, brackets.usual_quote(source))
                changes.add(file, [Splice(*source.span(given), text)])
            elif _is_class(project, file, given):
                end = source.span(given)[1]
                changes.add(file, [Splice(end, end, ".__name__")])
    changes.done()


def _is_class(project: Project, file: str, node: ast.expr) -> bool:
    """Whether a name or attribute is always given a class of the program."""
    places = written(project, file, node)
    return all(class_named(project, place.file, place.node) is not None for place in places)


@edit
def keywords_to_dict(project: Project, at: At) -> None:
    """Give the fields of an Express call as a dict: `create("User", id=1)` is `create("User", {"id": 1})`."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        source = project.source(file)
        known = WORDS - {"id"} if _name(call) in ("create", "upsert") else WORDS
        # What `**fields` holds are fields too, where the call has no options that could be in it.
        spread_too = _name(call) in ("create", "upsert", "update")
        words = [w for w in call.keywords if (spread_too if w.arg is None else w.arg not in known)]
        items = source.bracket(call).items
        places = [item for item in items if any(item.start == source.span(word)[0] for word in words)]
        if not words or _name(call) not in EXPRESS_DATA or items[-len(places) :] != places:
            continue
        quote = brackets.usual_quote(source)
        pairs = ", ".join(_item(source, word, quote) for word in words)
        text = source.segment(words[0].value) if [word.arg for word in words] == [None] else f"{{{pairs}}}"
        name, index = EXPRESS_DATA[_name(call)]
        lead = "" if len(call.args) == index and len(call.keywords) == len(words) else f"{name}="
        changes.add(file, [Splice(places[0].start, places[-1].end, f"{lead}{text}")])
    changes.done()


def _item(source: Source, word: ast.keyword, quote: str) -> str:
    value = source.segment(word.value)
    return f"**{value}" if word.arg is None else f"{brackets.quoted(word.arg, quote)}: {value}"


@edit
def order_list(project: Project, at: At, *, key: str = "order_by") -> None:
    """Write the order of lists as DataFlow reads it, a list of names with `-` for descending.

    Takes one string, SQL (`"price DESC"`), pairs (`("price", "desc")`) and dicts (`{"price": -1}`). Items that
    are written elsewhere or put together are changed there.
    """
    changes = Changes(project)
    for file, node in _orders(project, key):
        source = project.source(file)
        text = _as_list(source, node)
        if text is not None and text != source.segment(node):
            changes.add(file, [Splice(*source.outer_span(node), text)])
        else:
            _change_items(project, changes, file, node)
    changes.done()


def _change_items(project: Project, changes: Changes, file: str, node: ast.expr) -> None:
    """The items of an order changed one by one, each where it is written."""
    items = [Place(file, item) for item in node.elts] if isinstance(node, (ast.List, ast.Tuple)) else []
    items += [Place(file, node.elt)] if isinstance(node, ast.ListComp) else []
    for item in (*items, *appended(project.source(file), file, node)):
        for place in written(project, item.file, item.node):
            source = project.source(place.file)
            text = None if place.item else _signed_item(source, place.node)
            if text is not None and text != source.segment(place.node):
                changes.add(place.file, [expressions.replace(source, place.node, text)])


def _signed_item(source: Source, node: ast.expr) -> str | None:
    """One item of an order as a name, where it is SQL."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and "," not in node.value:
        return brackets.quoted(_signed(*_sql(node.value)), source.segment(node))
    return signed_name(source, node)


@edit
def order_at_call(project: Project, at: At) -> None:
    """Write `-` for a descending direction where the list is called, when the order comes from outside."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        source = project.source(file)
        given = next((word.value for word in call.keywords if word.arg == "order_by"), None)
        if given is None or not near_line(source, at.line, call):
            continue
        quote = brackets.usual_quote(source)
        one = expressions.fresh(source.scope_of(call), "one", "item", "order")
        name, down = f"{one}.split()[0]", f"{one}.upper().endswith({quote} DESC{quote})"
        text = (
            f"[({quote}-{quote} if {down} else {quote}{quote}) + {name} for {one} in {source.segment(given)}]"
        )
        changes.add(file, [Splice(*source.outer_span(given), text)])
    changes.done()


@edit
def replace_order_field(project: Project, at: At, *, field: str, to: str, key: str = "order_by") -> None:
    """Order lists by another field than `field`, in the same direction."""
    changes = Changes(project)
    for file, node in _orders(project, "order_by" if key == field else key, at.model):
        source = project.source(file)
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                new = re.sub(rf"(?<!\w){re.escape(field)}(?!\w)", to, part.value)
                if new != part.value:
                    start, end = source.span(part)
                    changes.add(file, [Splice(start, end, brackets.quoted(new, source.text[start:end]))])
    changes.done()


def _orders(project: Project, key: str, model: str | None = None) -> Iterator[tuple[str, ast.expr]]:
    """The expressions that order lists, where they are written."""
    for site in sites(project):
        if model is not None and site.model not in ("*", model):
            continue
        for file, node in _order_of(project, site, key):
            for place in written(project, file, node):
                yield (place.file, place.node) if not place.item else (file, node)


def _order_of(project: Project, site: Site, key: str) -> Iterator[tuple[str, ast.expr]]:
    if site.kind == "express":
        if site.operation in ("list", "find_one"):
            yield from ((site.file, word.value) for word in site.call.keywords if word.arg == key)
            yield from spreads(project, site.file, site.call, key)
        return
    for mapping in site_mappings(project, site) if site.operation in ("list", "") else ():
        # Several callers may hand over one, each under the same key.
        yield from ((entry.file, entry.value) for entry in mapping.entries if entry.key == key)


def _as_list(source: Source, node: ast.expr) -> str | None:
    """The order as a list display; None for an expression that cannot be seen through."""
    quote = brackets.usual_quote(source)
    parts: list[ast.expr] = [node]
    if isinstance(node, (ast.List, ast.Tuple)) and not _is_pair(node):
        parts = node.elts
    names: list[str] = []
    for part in parts:
        found = _names(source, part, quote)
        if found is None:
            return None
        names += found
    return f"[{', '.join(names)}]"


def _names(source: Source, node: ast.expr, quote: str) -> list[str] | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [brackets.quoted(_signed(*_sql(one)), quote) for one in node.value.split(",")]
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        found = [_pair(source, key, value, quote) for key, value in pairs if key is not None]
        return [one for one in found if one is not None] if None not in found else None
    if isinstance(node, (ast.Tuple, ast.List)) and _is_pair(node):
        one = _pair(source, node.elts[0], node.elts[1], quote)
        return [one] if one is not None else None
    together = signed_name(source, node)
    if together is not None:
        return [together]
    if isinstance(node, (ast.JoinedStr, ast.Name, ast.Attribute)):
        return [source.segment(node)]
    return None


def _is_pair(node: ast.Tuple | ast.List) -> bool:
    second = node.elts[1] if len(node.elts) == 2 else None
    way = getattr(second, "value", getattr(getattr(second, "operand", None), "value", None))
    return str(way).lower() in ("asc", "desc", "ascending", "descending", "1", "-1")


def _pair(source: Source, key: ast.expr, way: ast.expr, quote: str) -> str | None:
    try:
        direction = ast.literal_eval(way)
    except ValueError:
        return None
    down = direction in (-1, False) or str(direction).lower().startswith("desc")
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        return brackets.quoted(_signed(key.value, down), quote)
    return f"f{quote}-{{{source.segment(key)}}}{quote}" if down else source.segment(key)


def _sql(text: str) -> tuple[str, bool]:
    found = re.match(r"^\s*([-+]?)([\w.]+)(?:\s+(asc|desc)\w*)?\s*$", text, re.IGNORECASE)
    if found is None:
        raise NoEdit(f"the order {text!r} cannot be read")
    return found.group(2), (found.group(1) == "-") != ((found.group(3) or "").lower() == "desc")


def _signed(name: str, down: bool) -> str:
    return f"-{name}" if down else name
