"""Edits of Express calls for one record that were given a filter."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, edit
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import arguments
from dataflow_debugger.agent.fixes.spans import Splice


@edit
def id_itself(project: Project, at: At) -> None:
    """`read("User", {"id": x})` gets `x`; a read by other fields becomes `find_one`."""
    changes = Changes(project)
    for file, call in express_calls(project, at):
        source = project.source(file)
        args, words = arguments(call)
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        given = args[1] if len(args) > 1 else words.get("id")
        if name not in ("read", "update", "delete") or given is None:
            continue
        places = written(project, file, given)
        mapping = places[0].node if len(places) == 1 else None
        if not isinstance(mapping, ast.Dict):
            continue
        keys = [key.value if isinstance(key, ast.Constant) else None for key in mapping.keys]
        if keys == ["id"]:
            here = project.source(places[0].file)
            if mapping is given:
                text = source.segment(mapping.values[0])
            elif places[0].file == file and here.function(mapping) is source.function(call):
                text = f"{source.segment(given)}[{here.segment(mapping.keys[0]) if mapping.keys[0] else ''}]"
            else:
                continue
            changes.add(file, [Splice(*source.outer_span(given), text)])
        elif name == "read" and isinstance(call.func, ast.Attribute):
            end = source.span(call.func)[1]
            changes.add(file, [Splice(end - len("read"), end, "find_one")])
    changes.done()
