"""The edit that turns Django's lookups into operators as the program runs, where their keys are made up then."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, edit, expressions
from dataflow_debugger.agent.fixes.blocks import first_line
from dataflow_debugger.agent.fixes.edits_filters import FILTER_KEYS
from dataflow_debugger.agent.fixes.keys import Changes, sites_at, walk
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Splice

_NAMES = ("lookups_as_operators", "filter_of_lookups", "filter_with_operators")
_FUNCTION = '''
def {name}(lookups):
    """`price__gte: 5` as DataFlow has it: `price: {{"$gte": 5}}`."""
    where = {{}}
    for key, value in lookups.items():
        field, divider, lookup = key.rpartition("__")
        if divider:
            where.setdefault(field, {{}})["$" + lookup] = value
        else:
            where[key] = value
    return where
'''
# Lookups whose name behind the `$` is that of the operator.
_SAME = ("eq", "ne", "gt", "gte", "lt", "lte", "in", "nin")


@edit
def translate_lookups(project: Project, at: At, *, key: str) -> None:
    """Hand over a filter whose lookups a function turns into operators, where the text does not show the keys."""
    lookup = key.rpartition("__")[2]
    if lookup not in _SAME:
        raise NoEdit("the operator has another name than the lookup")
    given = [one for one in _filters(project, at) if not isinstance(one[1], ast.Dict) or _merges(one[1])]
    if not given or len({file for file, _ in given}) > 1:
        raise NoEdit("it is not seen where the filter is handed over")
    file, source = given[0][0], project.source(given[0][0])
    name = expressions.fresh(source.tree, *_NAMES)
    changes = Changes(project)
    for _, node in given:
        changes.add(file, [expressions.replace(source, node, f"{name}({source.segment(node)})")])
    first = min((_outermost(project, file, node) for _, node in given), key=lambda one: one.lineno)
    start = source.line_start(first_line(first))
    changes.add(file, [Splice(start, start, _FUNCTION.format(name=name).lstrip("\n") + "\n\n")])
    changes.done()


def _filters(project: Project, at: At) -> Iterator[tuple[str, ast.expr]]:
    """The expressions that the calls at the place are given as their filter."""
    for site in sites_at(project, at):
        if site.kind == "express":
            if site.config is not None and site.operation in ("list", "find_one", "count"):
                yield site.file, site.config
            continue
        for mapping, path in walk(project, site, 0):
            for entry in mapping.entries if not path else ():
                if entry.key in FILTER_KEYS:
                    yield entry.file, entry.value


def _merges(node: ast.Dict) -> bool:
    """Whether a dict takes others in."""
    return any(key is None or not isinstance(key, ast.Constant) for key in node.keys)


def _outermost(project: Project, file: str, node: ast.expr) -> ast.stmt:
    """The statement of the module in which an expression stands."""
    source = project.source(file)
    around = [one for one in (node, *source.ancestors(node)) if one in source.tree.body]
    if not around or not isinstance(around[0], ast.stmt):
        raise NoEdit("the call is in no statement of the module")
    return around[0]
