"""The edit of updates that write None into the fields which a caller left out."""

from __future__ import annotations

import ast
from typing import TypeGuard

from dataflow_debugger.agent.fixes import At, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import EXPRESS_DATA, arguments
from dataflow_debugger.agent.fixes.spans import Splice

_DUMPS = ("model_dump", "dict")


@edit
def only_what_was_given(project: Project, at: At, *, way: str) -> None:
    """Give an update only the fields that its caller gave.

    With `way: dump` the dump of a pydantic object leaves out what was not set, where it is made; else what is
    None is left out where the update is called.
    """
    changes = Changes(project)
    name, index = EXPRESS_DATA["update"]
    for file, call in express_calls(project, at):
        args, words = arguments(call)
        given = args[index] if len(args) > index else words.get(name, words.get("data"))
        if not isinstance(call.func, ast.Attribute) or call.func.attr != "update" or given is None:
            continue
        dumps = list(_dumps(project, file, given)) if way == "dump" else []
        for where, dump in dumps:
            splices = brackets.add(project.source(where), dump, "exclude_unset=True")
            changes.add(where, splices)
        if not dumps:
            source = project.source(file)
            start, end = source.outer_span(given)
            scope = source.function(call) or source.tree
            key, value = expressions.fresh(scope, "name", "field"), expressions.fresh(scope, "value", "one")
            whole = expressions.operand(source.text[start:end])
            text = f"{{{key}: {value} for {key}, {value} in {whole}.items() if {value} is not None}}"
            changes.add(file, [Splice(start, end, text)])
    changes.done()


def _dumps(project: Project, file: str, given: ast.expr) -> list[tuple[str, ast.Call]]:
    """The dumps of objects that a dict of fields is, or that it spreads."""
    found = []
    for place in written(project, file, given):
        node, origins = place.node, [place]
        if isinstance(node, ast.Dict):
            spread = [v for k, v in zip(node.keys, node.values, strict=True) if k is None]
            origins = [one for part in spread for one in written(project, place.file, part)]
        found += [(one.file, one.node) for one in origins if not one.item and _is_dump(one.node)]
    return found


def _is_dump(node: ast.expr) -> TypeGuard[ast.Call]:
    """Whether an expression is `body.model_dump()` of all fields."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    excluding = any(word.arg and word.arg.startswith("exclude") for word in node.keywords)
    return node.func.attr in _DUMPS and not excluding
