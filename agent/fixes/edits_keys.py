"""Edits of the keys that nodes and Express calls are given."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Callable

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.helpers import asks_for
from dataflow_debugger.agent.fixes.keys import Changes, Found, entries, site_mappings, sites_at, walk
from dataflow_debugger.agent.fixes.mapping import Entry, Mapping, added, mappings, removed, renamed, revalued
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import EXPRESS_DATA, Site
from dataflow_debugger.agent.fixes.spans import Item, Source, Splice
from dataflow_debugger.agent.fixes.strings import replaced


@edit
def rename_key(
    project: Project, at: At, *, key: str, to: str, under: str | None = None, types: str | None = None
) -> None:
    """Give a key its right name everywhere the model's nodes and Express calls get it.

    Where the key comes from outside the program, such as from a file, it is renamed as it is handed over. `types`
    are the node types (globs, parted by `|`) that know the key by the other name only.
    """
    if key == to:
        raise NoEdit("the key has that name already")
    changes = Changes(project)
    try:
        handed = entries(project, at, key, under=under)
    except NoEdit:
        handed = []
        _rename_texts(project, changes, key, to)
        if under is None and not changes.splices:
            rename_on_the_way(project, at, changes, key, to)
    for found in handed:
        known = not found.path and not asks_for(project, found.site, found.mapping, types)
        if found.mapping.get(to) is None and not known:
            changes.add(found.entry.file, renamed(project.source(found.entry.file), found.entry, to))
    changes.done()


def _rename_texts(project: Project, changes: Changes, key: str, to: str) -> None:
    """Where no dict is written with the key, the texts that it is made of: values of a table, a list of names."""
    for file in project.python():
        source = project.source(file)
        for node in source.by_type.get(ast.Constant, ()):
            holder = source.parent(node)
            listed = isinstance(holder, (ast.List, ast.Tuple)) or (
                isinstance(holder, ast.Dict) and node in holder.values
            )
            if isinstance(node, ast.Constant) and node.value == key and listed:
                changes.add(file, [replaced(source, node, to)])


def rename_on_the_way(project: Project, at: At, changes: Changes, key: str, to: str) -> None:
    """Rename a key of records that the program does not write itself, in the calls that hand them over."""
    for site in sites_at(project, at):
        many, config, known = site.operation.startswith("bulk"), site.config, site_mappings(project, site)
        if site.kind == "node" and many:
            data = [entry for mapping in known if (entry := mapping.get("data")) is not None]
            config = data[0].value if len(data) == 1 and data[0].file == site.file else None
            known = mappings(project, site.file, config) if config is not None else []
        unknown = not any(mapping.entries for mapping in known)
        if config is None or config is site.call or not unknown or isinstance(config, (ast.Dict, ast.List)):
            continue
        source = project.source(site.file)
        quote = brackets.usual_quote(source)
        names = f"{quote}{to}{quote} if k == {quote}{key}{quote} else k"
        start, end = source.outer_span(config)
        whole = source.text[start:end]
        text = f"{{({names}): v for k, v in {'row' if many else expressions.operand(whole)}.items()}}"
        changes.add(site.file, [Splice(start, end, f"[{text} for row in {whole}]" if many else text)])


@edit
def remove_key(
    project: Project, at: At, *, key: str | list[str], under: str | None = None, everywhere: bool = True
) -> None:
    """Take one or several keys away; with `everywhere` from all calls of the model."""
    keys = [key] if isinstance(key, str) else key
    removed_any = False
    for one in keys:
        while True:
            try:
                found = entries(project, at, one, under=under, whole_model=everywhere)
            except NoEdit:
                break
            # Neighbours in one bracket share a comma, so each bracket loses one element at a time.
            changes = Changes(project)
            for entry in {id(each.entry.holder): each.entry for each in found}.values():
                changes.add(entry.file, removed(project.source(entry.file), entry))
            changes.done()
            removed_any = True
    if not removed_any:
        raise NoEdit(f"no call hands over {', '.join(keys)}")


@edit
def add_key(
    project: Project, at: At, *, key: str, value: str, under: str | None = None, everywhere: bool = False
) -> None:
    """Add a key with a value (a Python expression) to the parameters that lack it."""
    changes = Changes(project)
    for site in sites_at(project, at, whole_model=everywhere):
        if site.config is None:
            changes.add(site.file, _first_config(project, site, key, value))
            continue
        for mapping, path in walk(project, site):
            fits = (path[-1:] == (under,)) if under else not path
            fits = fits and asks_for(project, site, mapping, at.node_type)
            if fits and mapping.open and mapping.get(key) is None:
                changes.add(mapping.file, added(project.source(mapping.file), mapping, key, value))
    changes.done()


def _first_config(project: Project, site: Site, key: str, value: str) -> list[Splice]:
    """A call that was given no parameters gets a dict of them."""
    source = project.source(site.file)
    quote = brackets.usual_quote(source)
    text = f"{{{brackets.quoted(key, quote)}: {value}}}"
    if site.kind == "express":
        word = EXPRESS_DATA.get(site.operation, ("data", 1))[0]
        return brackets.add(source, site.call, f"{key}={value}" if word == key else f"{word}={text}")
    return brackets.add(source, site.call, text if len(site.call.args) == 2 else f"config={text}")


@edit
def set_key(project: Project, at: At, *, key: str, value: str, under: str | None = None) -> None:
    """Give a key another value (a Python expression; `$VALUE` in it stands for the present one)."""
    changes = Changes(project)
    for found in entries(project, at, key, under=under, whole_model=False):
        source = project.source(found.entry.file)
        start, end = source.outer_span(found.entry.value)
        text = value.replace("$VALUE", source.text[start:end])
        if text != source.text[start:end]:
            changes.add(found.entry.file, revalued(source, found.entry, text))
    changes.done()


@edit
def flatten_key(project: Project, at: At, *, key: str) -> None:
    """Lift the fields that stand under a key to the level of the key."""
    changes = Changes(project)
    for found in entries(project, at, key, whole_model=False):
        source = project.source(found.entry.file)
        if found.site.config is found.site.call and found.mapping.node is found.site.call:
            changes.add(found.entry.file, _flattened_keyword(source, found))
        elif len(found.mapping.entries) == 1 and found.entry.holder is found.mapping.node:
            start, end = source.span(found.mapping.node)
            changes.add(found.entry.file, [Splice(start, end, _outdented(source, found))])
        else:
            changes.add(found.entry.file, _spread(source, found))
    changes.done()


def _outdented(source: Source, found: Found) -> str:
    """The text of the inner dictionary with the indentation of the outer one."""
    inner, outer = found.entry.value, found.mapping.node
    start, end = source.span(inner)
    text = source.text[start:end]
    deep, shallow = (
        source.indent(source.line_of(end - 1)),
        source.indent(source.line_of(source.span(outer)[1] - 1)),
    )
    multiline = any("\n" in source.text[a:b] for a, b in source.strings(start, end))
    if multiline or not deep.startswith(shallow) or "\n" not in text:
        return text
    return text.replace("\n" + deep, "\n" + shallow)


def _flattened_keyword(source: Source, found: Found) -> list[Splice]:
    """`add_node(T, id, data={...})` gets the dict as its third argument."""
    word = next(w for w in found.site.call.keywords if w.value is found.entry.value)
    start = source.span(word)[0]
    inner = source.span(word.value)[0]
    if len(found.mapping.entries) > 1:
        return [Splice(start, inner, "**")]
    return [Splice(start, inner, "" if len(found.site.call.args) == 2 else "config=")]


def _spread(source: Source, found: Found) -> list[Splice]:
    """`"data": {...}` beside other keys becomes its items, `"data": payload` becomes `**payload`."""
    entry, value = found.entry, found.entry.value
    start = source.span(entry.key_node)[0] if entry.key_node is not None else source.span(value)[0]
    if entry.kind == "store":
        # `d["data"] = payload` becomes `d.update(payload)`.
        assert isinstance(entry.holder, ast.Assign)
        target = entry.holder.targets[0]
        assert isinstance(target, ast.Subscript)
        begin, end = source.span(entry.holder)
        text = f"{source.segment(target.value)}.update({source.segment(value)})"
        return [Splice(begin, end, text)]
    outer = source.outer_span(value)
    if isinstance(value, ast.Dict) and entry.kind == "item":
        inner = source.bracket(value)
        if not inner.items:
            return removed(source, entry)
        return [Splice(start, inner.items[0].start, ""), Splice(inner.items[-1].end, outer[1], "")]
    if entry.kind == "keyword":
        assert isinstance(entry.holder, ast.Call)
        word = next(w for w in entry.holder.keywords if w.value is value)
        return [Splice(source.span(word)[0], outer[0], "**")]
    return [Splice(start, outer[0], "**")]


@edit
def nest_keys(
    project: Project, at: At, *, keys: list[str] | str, under: str, rest: str | None = None
) -> None:
    """Put keys of the top level together under another key, and with `rest` all others under that one.

    `nest_keys(keys=["id"], under="filter", rest="fields")` gives an update node its two parts.
    """
    wanted = [keys] if isinstance(keys, str) else list(keys)
    before = [change.after for change in project.changes()]
    _nest(project, at, lambda key: key in wanted, under)
    if rest is not None:
        taken = {under, rest, *wanted}
        with contextlib.suppress(NoEdit):
            _nest(project, at, lambda key: key not in taken, rest)
    if [change.after for change in project.changes()] == before:
        raise NoEdit(f"no call has {', '.join(wanted)} at the top level")


def _nest(project: Project, at: At, moves: Callable[[str], bool], under: str) -> None:
    changes = Changes(project)
    for site in sites_at(project, at):
        for mapping in site_mappings(project, site):
            if asks_for(project, site, mapping, at.node_type):
                source = project.source(mapping.file)
                changes.add(*_nested(project, source, mapping, site, moves, under))
    changes.done()
    # What does not stand beside the first moved key was copied there; now it goes, one at a time.
    while (entry := _left_behind(project, at, moves, under)) is not None:
        project.splice(entry.file, removed(project.source(entry.file), entry))


def _left_behind(project: Project, at: At, moves: Callable[[str], bool], under: str) -> Entry | None:
    for site in sites_at(project, at):
        for mapping in site_mappings(project, site):
            asked = mapping.get(under) is not None and asks_for(project, site, mapping, at.node_type)
            for entry in mapping.entries if asked else ():
                if moves(entry.key) and entry.key != under:
                    return entry
    return None


def _nested(
    project: Project, source: Source, mapping: Mapping, site: Site, moves: Callable[[str], bool], under: str
) -> tuple[str, list[Splice]]:
    node, quote = mapping.node, brackets.usual_quote(source)
    moved = [entry for entry in mapping.entries if moves(entry.key)]
    name = brackets.quoted(under, quote)
    if (
        moved
        and len(moved) == len(mapping.entries)
        and site.config is not None
        and site.config is not site.call
        and len(site_mappings(project, site)) == 1
    ):
        # Everything moves: what is handed over is put under the key as it is.
        caller = project.source(site.file)
        start, end = caller.outer_span(site.config)
        return site.file, [Splice(start, start, f"{{{name}: "), Splice(end, end, "}")]
    if (
        not moved
        or any(entry.holder is not node for entry in moved)
        or not isinstance(node, (ast.Dict, ast.Call))
    ):
        return mapping.file, []
    items = source.bracket(node).items
    indices = [_index(source, items, entry.value) for entry in moved]
    run = [index for offset, index in enumerate(indices) if index == indices[0] + offset]
    outside = [entry for entry, index in zip(moved, indices, strict=True) if index not in run]
    more = "".join(f", {brackets.quoted(e.key, quote)}: {source.segment(e.value)}" for e in outside)
    if isinstance(node, ast.Dict):
        first, last = items[run[0]].start, items[run[-1]].end
        return mapping.file, [Splice(first, first, f"{name}: {{"), Splice(last, last, more + "}")]
    inside = ", ".join(
        f"{brackets.quoted(e.key, quote)}: {source.segment(e.value)}" for e in moved if e not in outside
    )
    first, last = items[run[0]].start, items[run[-1]].end
    return mapping.file, [Splice(first, last, f"{under}={{{inside}{more}}}")]


def _index(source: Source, items: list[Item], value: ast.expr) -> int:
    start = source.span(value)[0]
    return next(index for index, item in enumerate(items) if item.start <= start < item.end)
