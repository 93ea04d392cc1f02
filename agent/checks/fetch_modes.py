"""Checks of how a SQL node is told to fetch its rows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.literals import UNKNOWN_VALUE, Item, as_glob, value_of
from dataflow_debugger.agent.checks.shapes import find_key, length
from dataflow_debugger.agent.checks.view import View

_NODE = re.compile(r"SQLDatabaseNode$")
_MODES = frozenset({"one", "all", "many"})
_SINGLE = re.compile(r"one|first|single|scalar|row$")
_REFUSED = re.compile(r"Invalid fetch_mode: (?P<mode>\S+?)\. Must be|(?P<iterator>Iterator) mode not yet")


@check
def fetch_mode_unusable(view: View) -> Verdict:
    """A SQL node has a `fetch_mode` that no release can serve, or `many` without a `fetch_size`.

    Binds mode, to (the mode that the name most likely meant), node, file, line. UNKNOWN when no SQL node with a
    `fetch_mode` was seen and no error names one.
    """
    seen = False
    for node, item, keys in _given(view):
        mode = value_of(item.value, item.source, view.sources)
        if mode is UNKNOWN_VALUE:
            mode = _handed_over(view, node)
        if not isinstance(mode, str):
            continue
        seen = True
        known = mode.lower()
        if known in _MODES and not (known == "many" and "fetch_size" not in keys):
            continue
        file, line = item.source.file, item.line
        text = f"A SQL node is told to fetch by '{mode}'"
        if known == "many":
            text += " and not how many rows (`fetch_size`)"
        claim = Claim(text, file, line, node, view.line_text(file, line))
        return holds(claim, mode=mode, to=_meant(known), node=node, file=file, line=line)
    for told in view.all_texts:
        if found := _REFUSED.search(told.text):
            mode = found["mode"] or "iterator"
            claim = Claim(f"The node cannot fetch by '{mode}'", node=told.node, value=found.group())
            return holds(claim, mode=mode, to=_meant(mode.lower()), node=told.node)
    return FAILS if seen else UNKNOWN


@check
def fetch_size_reached(view: View) -> Verdict:
    """A SQL node with `fetch_mode` "many" answered with exactly `fetch_size` rows, so that there may be more.

    Binds size, mode, to, node, file, line. UNKNOWN when no such node was seen, or its answer is not known.
    """
    seen = False
    for node, item, keys in _given(view):
        size = value_of(keys["fetch_size"], item.source, view.sources) if "fetch_size" in keys else None
        outcome = view.outcomes.get(node or "")
        mode = value_of(item.value, item.source, view.sources)
        if str(mode).lower() != "many" or not isinstance(size, int) or outcome is None:
            continue
        seen = True
        rows = length(find_key(outcome.result_shape, "result.data")[1])
        if rows == size:
            file, line = item.source.file, item.line
            text = f"Node '{node}' answered with {rows} rows, which is its fetch_size"
            claim = Claim(text, file, line, node, view.line_text(file, line))
            return holds(claim, size=size, mode=mode, to="all", node=node, file=file, line=line)
    return FAILS if seen else UNKNOWN


def _handed_over(view: View, node: str | None) -> str | None:
    """The mode of a node that gets it from elsewhere: the one text of the sources that is as long as it was."""
    given = [
        one.config["fetch_mode"]
        for name, one in view.nodes.items()
        if node in (None, name) and _NODE.search(one.type) and "fetch_mode" in one.config
    ]
    texts = {
        str(constant.value)
        for source in view.sources.values()
        for constant in source.by_type.get(ast.Constant, ())
        if isinstance(constant, ast.Constant) and constant.value in (*_MODES, "iterator")
    }
    fitting = {text for text in texts if given and set(given) <= {text, f"<str:{len(text)}>"}}
    return fitting.pop() if len(fitting) == 1 else None


def _meant(mode: str) -> str:
    return "one" if _SINGLE.search(mode) else "all"


def _given(view: View) -> Iterator[tuple[str | None, Item, dict[str, ast.expr]]]:
    """Every `fetch_mode` that a SQL node gets in the source: the node's id, the item, and what stands beside it."""
    for site in view.node_sites:
        kind = as_glob(site.kind, site.source, view.sources)
        items = site.items(view.sources) if _NODE.search(kind) else None
        for item in items or ():
            if item.key == "fetch_mode":
                name = as_glob(site.name, site.source, view.sources)
                yield (None if "*" in name else name), item, {one.key: one.value for one in items or ()}
    for source in view.sources.values():
        for call in source.calls():
            name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if _NODE.search(str(name)):
                keys = {word.arg: word.value for word in call.keywords if word.arg}
                for word in call.keywords:
                    if word.arg == "fetch_mode":
                        yield None, Item("fetch_mode", word.value, source), keys
