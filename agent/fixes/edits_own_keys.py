"""The edit for records that are looked up by a field of their own where only the id finds them."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_async import call_owner
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import arguments, sites, text_glob
from dataflow_debugger.agent.fixes.spans import Source, Splice

_SINGLE = ("read", "update", "delete")


@edit
def look_up_by_field(project: Project, at: At, *, model: str, field: str) -> None:
    """Look the records of a model up by a field: `read(M, x)` becomes `find_one(M, {"field": x})`.

    An update or delete is given the id of the row found so. Raises NoEdit where nodes or bulk calls are told the
    value, too.
    """
    for site in sites(project):
        single = (
            site.operation in _SINGLE if site.kind == "node" else site.operation.startswith("bulk_delete")
        )
        if site.model == model and (single or site.operation == "bulk_update"):
            raise NoEdit("a node or a bulk call takes the id as well")
    changes = Changes(project)
    for file, call in express_calls(project, At()):
        assert isinstance(call.func, ast.Attribute)
        args, words = arguments(call)
        named = args[0] if args else words.get("model")
        given = args[1] if len(args) > 1 else words.get("id")
        if call.func.attr not in _SINGLE or named is None or given is None or _is_id(project, file, given):
            continue
        if text_glob(project, file, named) == model:
            changes.add(file, _by_field(project, file, call, named, given, field))
    changes.done()


def _is_id(project: Project, file: str, given: ast.expr) -> bool:
    """Whether the value is read from a record as its id."""
    for node in (given, *(place.node for place in written(project, file, given))):
        key = node.slice if isinstance(node, ast.Subscript) else None
        if isinstance(key, ast.Constant) and key.value == "id":
            return True
    return False


def _by_field(
    project: Project, file: str, call: ast.Call, named: ast.expr, given: ast.expr, field: str
) -> list[Splice]:
    source = project.source(file)
    assert isinstance(call.func, ast.Attribute)
    quote = brackets.usual_quote(source)
    condition = f"{{{brackets.quoted(field, quote)}: {source.segment(given)}}}"
    start, end = source.outer_span(given)
    if call.func.attr == "read":
        last = source.span(call.func)[1]
        return [Splice(last - len("read"), last, "find_one"), *_argument(source, given, "filter", condition)]
    found = f"{source.segment(call.func.value)}.find_one({source.segment(named)}, {condition})"
    row = f"(await {found})" if call_owner(project, file, call) == "express" else found
    return [Splice(start, end, f"{row}[{brackets.quoted('id', quote)}]")]


def _argument(source: Source, given: ast.expr, name: str, text: str) -> list[Splice]:
    """The argument with another value, and under another name where it has one."""
    word = source.parent(given)
    if isinstance(word, ast.keyword):
        return [Splice(*source.span(word), f"{name}={text}")]
    return [Splice(*source.outer_span(given), text)]
