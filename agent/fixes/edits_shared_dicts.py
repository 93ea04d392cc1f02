"""Edits of dicts that a program shares between calls, where one call writes into them."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, edit
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import EXPRESS_DATA, arguments
from dataflow_debugger.agent.fixes.spans import FUNCTIONS, Source, Splice

_READS = ("list", "find_one", "count")


@edit
def copy_filter(project: Project, at: At) -> None:
    """Give the read at file and line a copy of its filter: `dict(scope)`; likewise reads of the same name there."""
    changes = Changes(project)
    named: set[tuple[str, str]] = set()
    for file, call in express_calls(project, at):
        given = _filter(call)
        if given is not None:
            named.add((file, ast.unparse(given)))
    for file, call in express_calls(project, At()):
        given = _filter(call)
        if given is not None and (file, ast.unparse(given)) in named:
            source = project.source(file)
            start, end = source.outer_span(given)
            maybe = " or {}" if _may_be_none(source, given) else ""
            changes.add(file, [Splice(start, end, f"dict({source.text[start:end]}{maybe})")])
    changes.done()


def _filter(call: ast.Call) -> ast.expr | None:
    """The filter of a read that adds its own condition, where it is a dict that has a name."""
    args, words = arguments(call)
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    deleted = words.get("include_deleted")
    if name not in _READS or (isinstance(deleted, ast.Constant) and deleted.value is True):
        return None
    keyword, index = EXPRESS_DATA[name]
    given = args[index] if len(args) > index else words.get(keyword)
    return given if isinstance(given, (ast.Name, ast.Attribute, ast.Subscript)) else None


def _may_be_none(source: Source, given: ast.expr) -> bool:
    """Whether the name is a parameter of the function that callers may leave out or give as None."""
    scope = source.scope_of(given)
    if not isinstance(scope, FUNCTIONS) or not isinstance(given, ast.Name):
        return False
    args = scope.args
    positional = [*args.posonlyargs, *args.args]
    defaults = dict(zip([one.arg for one in positional][::-1], args.defaults[::-1], strict=False))
    defaults |= {
        one.arg: d for one, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None
    }
    default = defaults.get(given.id)
    return isinstance(default, ast.Constant) and default.value is None
