"""Edits that look up stored records first: the ids that fit a filter, the value that is to be increased."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_async import call_owner
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.imported import imported
from dataflow_debugger.agent.fixes.keys import Changes, site_mappings, sites_at, walk
from dataflow_debugger.agent.fixes.mapping import Entry, mappings, revalued
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place, values_in_scope
from dataflow_debugger.agent.fixes.sites import Site, arguments
from dataflow_debugger.agent.fixes.spans import Splice

MANY = 10000
_SIGNS = {"inc": "+", "increment": "+", "add": "+", "dec": "-", "decrement": "-", "sub": "-", "mul": "*"}


@edit
def ids_of_filter(project: Project, at: At, *, form: str = "filter") -> None:
    """Give `bulk_delete` the ids of the rows that fit the filter it was given, written there or handed on.

    `form` is what the run showed that it was given; records are not for this edit.
    """
    changes = Changes(project)
    for file, call in express_calls(project, at):
        function = call.func
        args, words = arguments(call)
        given = args[1] if len(args) > 1 else words.get("ids")
        model = args[0] if args else words.get("model")
        if not isinstance(function, ast.Attribute) or function.attr != "bulk_delete" or form != "filter":
            continue
        if given is None or model is None or any(map(_listed, written(project, file, given))):
            continue
        source = project.source(file)
        owner, named = source.segment(function.value), source.segment(model)
        wait = "await " if call_owner(project, file, call) == "express" else ""
        key = brackets.quoted("id", brackets.usual_quote(source))
        rows = f"{wait}{owner}.list({named}, {source.segment(given)}, limit={MANY})"
        row = expressions.fresh(source.function(call) or source.tree, "row", "one")
        changes.add(file, [Splice(*source.outer_span(given), f"[{row}[{key}] for {row} in {rows}]")])
    changes.done()


def _listed(place: Place) -> bool:
    """Whether a value is written as a list, so that it may be the ids."""
    return isinstance(place.node, (ast.List, ast.ListComp, ast.Tuple, ast.Set)) and not place.item


@edit
def increase_stored_value(project: Project, at: At, *, operator: str = "$inc") -> None:
    """Compute what an operator such as `{"$inc": 1}` means from the stored record.

    Where the operator stands under a key that is not written out, it is computed there, or else in the call.
    """
    changes = Changes(project)
    for site in sites_at(project, at):
        for mapping, path in walk(project, site, 1):
            if path and path[-1] not in ("fields", "update", "data"):
                continue
            for entry in mapping.entries:
                text = _computed(project, site, entry)
                if text is not None:
                    changes.add(entry.file, revalued(project.source(entry.file), entry, text))
        if not changes.splices and site.kind == "express":
            for splice in _under_variable_keys(project, site) or _at_call(project, site, operator):
                changes.add(site.file, [splice])
    changes.done()


def _computed(project: Project, site: Site, entry: Entry) -> str | None:
    if entry.file != site.file:
        return None
    return _sum(project, site, entry.value, f'"{entry.key}"')


def _sum(project: Project, site: Site, value: ast.expr, key: str) -> str | None:
    """What `{"$inc": amount}` under a key means, in terms of the stored record."""
    if not isinstance(value, ast.Dict) or len(value.keys) != 1 or not isinstance(value.keys[0], ast.Constant):
        return None
    sign = _sign(value.keys[0].value)
    if sign is None:
        return None
    amount = project.source(site.file).segment(value.values[0])
    amount = f"({amount})" if isinstance(value.values[0], (ast.BinOp, ast.IfExp)) else amount
    return f"{_read(project, site)}[{key}] {sign} {amount}"


def _sign(operator: object) -> str | None:
    return _SIGNS.get(str(operator).lstrip("$").lower())


def _under_variable_keys(project: Project, site: Site) -> list[Splice]:
    """Operators in the function of the call under a key that is a variable: `change[name] = {"$inc": 1}`."""
    source = project.source(site.file)
    scope = source.scope_of(site.call)
    found = []
    for node in (one for one in source.nodes if isinstance(one, ast.Dict)):
        around, key = source.parent(node), None
        if source.scope_of(node) is not scope:
            continue
        if isinstance(around, ast.Dict) and node in around.values:
            key = around.keys[around.values.index(node)]
        elif isinstance(around, ast.Assign) and isinstance(around.targets[0], ast.Subscript):
            key = around.targets[0].slice
        text = _sum(project, site, node, source.segment(key)) if key is not None else None
        if text is not None:
            found.append(Splice(*source.span(node), text))
    return found


def _at_call(project: Project, site: Site, operator: str) -> list[Splice]:
    """The call with each value computed there, since the operators are made elsewhere."""
    sign = _sign(operator)
    if sign is None or site.config is None or site.operation != "update":
        raise NoEdit("there is no operator that can be computed")
    source = project.source(site.file)
    start, end = source.outer_span(site.config)
    whole = expressions.operand(source.text[start:end])
    quote = brackets.usual_quote(source)
    name = brackets.quoted(operator, quote)
    value = f"{_read(project, site)}[k] {sign} v[{name}] if isinstance(v, dict) and {name} in v else v"
    return [Splice(start, end, f"{{k: {value} for k, v in {whole}.items()}}")]


def _read(project: Project, site: Site) -> str:
    """The expression that reads the record which the call changes."""
    source = project.source(site.file)
    asynchronous = isinstance(source.function(site.call), ast.AsyncFunctionDef)
    if site.kind == "express":
        function = site.call.func
        assert isinstance(function, ast.Attribute)
        owner, identity = (
            source.segment(function.value),
            site.call.args[1] if len(site.call.args) > 1 else None,
        )
        asynchronous = call_owner(project, site.file, site.call) == "express"
    else:
        owner = f"{_instance(project, site)}.{'express' if asynchronous else 'express_sync'}"
        identity = _identity(project, site)
    named = source.segment(site.type_node) if site.kind == "express" and site.type_node else f'"{site.model}"'
    if identity is None or named == '"*"':
        raise NoEdit("the record to be changed is not known")
    # A node changes rows behind Express's cache, which must then neither answer nor keep this read.
    past = "" if site.kind == "express" else ", cache_ttl=0"
    read = f"{owner}.read({named}, {source.segment(identity)}{past})"
    return f"(await {read})" if asynchronous else read


def _identity(project: Project, site: Site) -> ast.expr | None:
    """The id in the filter of an update node, where it is written in the same file."""
    for mapping in site_mappings(project, site):
        entry = mapping.get("filter")
        for inner in mappings(project, entry.file, entry.value) if entry is not None else ():
            found = inner.get("id")
            if found is not None and found.file == site.file:
                return found.value
    return None


def _instance(project: Project, site: Site) -> str:
    """How the file of a call names the DataFlow instance."""
    source = project.source(site.file)
    for node in source.tree.body:
        names: list[str] = []
        if isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.ImportFrom):
            names = [alias.asname or alias.name for alias in node.names]
        for name in names:
            values = values_in_scope(source, site.file, source.tree, name, None)
            made = [place.node for place in values or imported(project, site.file, name)]
            if any(isinstance(one, ast.Call) and ast.unparse(one.func).endswith("DataFlow") for one in made):
                return name
    raise NoEdit("the DataFlow instance is not known in this file")
