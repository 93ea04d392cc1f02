"""Edits of the values of a filter which the program puts together: types of the fields, lists under `$in`."""

from __future__ import annotations

import ast
from collections.abc import Callable

from dataflow_debugger.agent.fixes import At, NoEdit, edit, expressions
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_records import declared
from dataflow_debugger.agent.fixes.keys import Changes, site_mappings, sites_at
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site
from dataflow_debugger.agent.fixes.spans import Source, Splice

_CONVERSIONS = {
    "int": "int",
    "float": "float",
    "bool": 'lambda text: text.lower() in ("true", "1", "yes", "on")',
}


@edit
def convert_filter_values(project: Project, at: At, *, field: str, under: str | None = None) -> None:
    """Convert all texts of a filter to the types of the model's fields, by a function put before its use.

    For a filter whose values are not written out, such as one made of a query string. With `under` the values
    stand below operators.
    """
    kinds = {
        name: _CONVERSIONS[annotation]
        for name, (annotation, _) in declared(project, at.model).items()
        if annotation in _CONVERSIONS
    }
    if field not in kinds:
        raise NoEdit(f"the type of {field} is not one that a text can be converted to")
    _through_function(
        project,
        at,
        ["with_types", "in_field_types"],
        lambda name: _function(name, str(at.model), kinds, nested=under is not None),
    )


@edit
def lists_under_in(project: Project, at: At) -> None:
    """Put the lists among the values of a filter under `$in`, by a function put before its use.

    For a filter whose conditions are not written out, such as one made of a function's keyword arguments.
    """
    _through_function(project, at, ["with_in", "lists_as_in"], _in_function)


def _through_function(project: Project, at: At, names: list[str], text: Callable[[str], str]) -> None:
    """Hand the filters that are not written out to a new function, which stands before the first of its file."""
    changes = Changes(project)
    made: dict[str, str] = {}
    for site in sites_at(project, at):
        for file, node in _filters(project, site):
            if any(isinstance(part, ast.Dict) and None not in part.keys for part in ast.walk(node)):
                continue
            source = project.source(file)
            name = made.get(file) or expressions.fresh(source.tree, *names)
            start, end = source.outer_span(node)
            changes.add(file, [Splice(start, end, f"{name}({source.text[start:end]})")])
            if file not in made:
                made[file] = name
                place = inserted(source, _top_level(source, node), text(name))
                changes.add(file, [Splice(place.start, place.end, f"{place.text}\n\n")])
    changes.done()


def _filters(project: Project, site: Site) -> list[tuple[str, ast.expr]]:
    """File and expression of the filters that a call gives."""
    if site.kind == "express":
        return [(site.file, site.config)] if site.config is not None else []
    found = [(entry.file, entry.value) for m in site_mappings(project, site) if (entry := m.get("filter"))]
    return list({id(node): (file, node) for file, node in found}.values())


def _top_level(source: Source, node: ast.AST) -> ast.stmt:
    """The statement of the module that an expression stands in."""
    return next(
        one for one in source.ancestors(node) if isinstance(one, ast.stmt) and one in source.tree.body
    )


def _in_function(name: str) -> str:
    return "\n".join(
        [
            f"def {name}(criteria):",
            '    """The conditions with a list of values as membership, which DataFlow writes `$in`."""',
            "    return {",
            '        field: {"$in": list(value)} if isinstance(value, (list, tuple, set)) else value',
            "        for field, value in (criteria or {}).items()",
            "    }",
        ]
    )


def _function(name: str, model: str, kinds: dict[str, str], *, nested: bool) -> str:
    known = ", ".join(f'"{field}": {kind}' for field, kind in kinds.items())
    lines = [f"def {name}(criteria):", f'    """The values of a filter in the types of {model}\'s fields."""']
    lines += [f"    kinds = {{{known}}}", ""]
    lines += ["    def converted(field, value):"]
    if nested:
        lines += ["        if isinstance(value, dict):"]
        lines += ["            return {sign: converted(field, one) for sign, one in value.items()}"]
        lines += ["        if isinstance(value, list):"]
        lines += ["            return [converted(field, one) for one in value]"]
    lines += ["        return kinds[field](value) if field in kinds and isinstance(value, str) else value"]
    lines += ["", "    return {field: converted(field, value) for field, value in criteria.items()}"]
    return "\n".join(lines)
