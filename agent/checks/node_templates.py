"""The check of templates between nodes, and the connections that these templates stand for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.literals import Site, value_of
from dataflow_debugger.agent.checks.node_parameters import unseen
from dataflow_debugger.agent.checks.payloads import fields_of
from dataflow_debugger.agent.checks.python_code import codes
from dataflow_debugger.agent.checks.view import View

_TEMPLATE = re.compile(
    r"^\s*(?:\$\{|\{\{|\$)\s*(?P<source>\w+)\.(?P<output>\w+(?:\.\w+)*)\s*(?:\}\}|\})?\s*$"
)
# What people write between a node and its output, because other tools have it there.
_WRAPPERS = ("result", "results", "output", "outputs", "data", "record", "response", "value")
_ONE_RECORD = ("create", "read", "update")
# Nodes whose `filter` can only name the id, which a connection gives them as `id`.
_BY_ID = ("read", "update", "delete")


@check
def template_in_parameters(view: View) -> Verdict:
    """A node's parameter is a template (`"{{ make.id }}"`, `"${make.id}"`) that names another node.

    Binds key, source, output (the port that has the value), target, input (None where no input takes this
    place), node, node_type, file, line, and templates (key, source, output, target and input of each). UNKNOWN
    without an `add_node`.
    """
    named = {str(value_of(s.name, s.source, view.sources)) for s in view.node_sites if s.name is not None}
    found = [
        (site, path, text, match)
        for site in view.node_sites
        for path, text in _texts(view, site)
        if (match := _TEMPLATE.match(text)) is not None and match["source"] in named
    ]
    if not found:
        return FAILS if view.node_sites else unseen(view)
    templates = [
        [path[0], m["source"], _port(view, m["source"], m["output"]), _name_of(view, site) or "",
         _input(view, site, path)]
        for site, path, _, m in found
    ]  # fmt: skip
    site, path, text, match = found[0]
    name = _name_of(view, site)
    claim = Claim(
        f"The parameter '{path[0]}' of node '{name}' is the text {text!r}", site.file, site.line, name, text
    )
    return holds(
        claim, key=path[0], source=match["source"], output=templates[0][2], target=name, input=templates[0][4],
        node=name, node_type=_type_of(view, site), file=site.file, line=site.line,
        templates=[one for one in templates if one[4] is not None],
    )  # fmt: skip


def _name_of(view: View, site: Site) -> str | None:
    return str(value_of(site.name, site.source, view.sources)) if site.name is not None else None


def _type_of(view: View, site: Site) -> str | None:
    kind = value_of(site.kind, site.source, view.sources) if site.kind is not None else None
    return kind if isinstance(kind, str) else None


def _texts(view: View, site: Site) -> Iterator[tuple[tuple[str, ...], str]]:
    """The texts among a node's parameters, each with the keys that lead to it."""
    for item in site.items(view.sources) or []:
        yield from _inside((item.key,), item.value)


def _inside(path: tuple[str, ...], node: ast.expr) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield path, node.value
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            name = key.value if isinstance(key, ast.Constant) else "*"
            # A dict of several keys is marked, since it cannot be given up for one of them.
            yield from _inside((*path, str(name), *(["*"] if len(node.keys) > 1 else [])), value)
    else:
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.expr):
                yield from _inside((*path, "*"), part)


def _input(view: View, site: Site, path: tuple[str, ...]) -> str | None:
    """The input that a connection can bring the value to; None where the value is only a part of one."""
    if len(path) == 1:
        return path[0]
    made = view.generated(_type_of(view, site) or "")
    if path == ("filter", "id") and made is not None and made.operation in _BY_ID:
        return "id"
    return None


def _port(view: View, source: str, path: str) -> str:
    """The output that has the value a template asks for, by the names of this kind of node."""
    parts = path.split(".")
    bare = parts[1:] if len(parts) > 1 and parts[0] in _WRAPPERS else parts
    kinds = [_type_of(view, site) or "" for site in view.sites_of_node(source)[:1]]
    made = view.generated(kinds[0]) if kinds else None
    if made is not None and made.operation in _ONE_RECORD:
        return ".".join(bare) if bare[0] in ("id", *(fields_of(view, made.model) or ())) else path
    if made is not None and made.operation == "list":
        return path if parts[0] in ("records", "count") else ".".join(["records", *bare[1:]])
    if not (kinds and kinds[0].endswith("PythonCodeNode")) or parts[0] == "result":
        return path
    # The one output of such a node is `result`; what the code puts into it is reached through it.
    value = next((code.result() for code in codes(view) if code.node == source), None)
    if isinstance(value, ast.Dict):
        keys = [key.value for key in value.keys if isinstance(key, ast.Constant)]
        return ".".join(["result", *(parts if parts[0] in keys else bare)])
    return "result" if isinstance(value, (ast.List, ast.ListComp, ast.Constant)) else f"result.{path}"
