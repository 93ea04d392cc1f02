"""Checks of templates such as `${name}` that the parameters of a run are to fill."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.checks.wiring import takes
from dataflow_debugger.agent.evidence import Call
from dataflow_debugger.agent.pattern_names import resolve

_NAME = re.compile(r"\$\{(\w+)\}")
# A run that gives values: the call, the values, and the nodes with their types.
_Run = tuple[Call, dict[str, Any], dict[str, Any]]


@check
def template_not_filled(view: View) -> Verdict:
    """A run gives a value for `${name}` without naming the node that has the template, so it does not arrive.

    A value under a plain name goes to the nodes that have a parameter of that name, and to no others; the
    asynchronous runtime fills templates from all its inputs. Binds needs (the names by node, of all runs that
    this call started), rest (whether it gives more than these), alone (whether all these runs have these nodes),
    names and targets (each in one text), key, node, node_type, file, line (of the call). UNKNOWN when no run with
    parameters was seen.
    """
    found = list(_runs(view))
    for run in found:
        if not (first := _needs(view, run)):
            continue
        alike = [other for other in found if other[0].at == run[0].at]
        needs: dict[str, list[str]] = {}
        for other in alike:
            for node, names in _needs(view, other).items():
                needs[node] = list(dict.fromkeys([*needs.get(node, []), *names]))
        wanted = {name for names in needs.values() for name in names}
        file, line = view.at(run[0].at)
        node = next(iter(first))
        return holds(
            *(_claim(view, run, one, names) for one, names in first.items()),
            needs=needs, rest=any(set(given) - wanted for _, given, _ in alike),
            alone=all(set(needs) <= set(nodes) for _, _, nodes in alike),
            names=" and ".join(dict.fromkeys(n for names in first.values() for n in names)),
            targets=" and ".join(first), key=first[node][0], node=node, node_type=str(run[2][node]),
            file=file, line=line,
        )  # fmt: skip
    return FAILS if found else UNKNOWN


def _runs(view: View) -> Iterator[_Run]:
    """The runs with parameters, without those of the asynchronous runtime."""
    for call in view.calls("runtime.execute*"):
        args = call.args if isinstance(call.args, dict) else {}
        given, nodes = args.get("parameters"), args.get("nodes")
        if call.api.endswith("execute_workflow_async"):
            continue
        if isinstance(given, dict) and isinstance(nodes, dict):
            yield call, given, nodes


def _needs(view: View, run: _Run) -> dict[str, list[str]]:
    """By node the names of its templates that the run gives a value for, which does not get there."""
    _, given, nodes = run
    found = {}
    for node, kind in nodes.items():
        keyed = given[node] if isinstance(given.get(node), dict) else {}
        named = [
            name
            for name in _templates(view, node)
            if name in given and name not in keyed and name not in nodes and not takes(view, str(kind), name)
        ]
        if named:
            found[node] = named
    return found


def _templates(view: View, node: str) -> dict[str, str]:
    """The names of the templates in the parameters of a node, with the text that each stands in."""
    found = {}
    for site in view.sites_of_node(node):
        for item in site.items(view.sources) or []:
            value, _ = resolve(item.value, item.source, view.sources)
            for part in ast.walk(value):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    found.update(dict.fromkeys(_NAME.findall(part.value), part.value))
    return found


def _claim(view: View, run: _Run, node: str, names: list[str]) -> Claim:
    call, _, nodes = run
    file, line = view.at(call.at)
    texts = ", ".join(repr(_templates(view, node)[name]) for name in names)
    said = (
        f"Node '{node}' ({nodes[node]}) has the template {texts}, and the run gives {', '.join(names)} to no "
        "node by its id, so the literal text is used"
    )
    return Claim(said, file, line, node, view.line_text(file, line))
