"""The edit of how SQL nodes are told to fetch their rows."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.keys import Changes, entries
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place
from dataflow_debugger.agent.fixes.spans import Splice


@edit
def set_fetch_mode(project: Project, at: At, *, mode: str, to: str) -> None:
    """Give SQL nodes another `fetch_mode` where the present one is written, also as an argument of a helper."""
    changes = Changes(project)
    for place in _modes(project, at):
        for found in written(project, place.file, place.node):
            if isinstance(found.node, ast.Constant) and found.node.value == mode:
                source = project.source(found.file)
                quote = brackets.usual_quote(source)
                changes.add(found.file, [Splice(*source.span(found.node), f"{quote}{to}{quote}")])
    changes.done()


def _modes(project: Project, at: At) -> Iterator[Place]:
    """The values of `fetch_mode`: of nodes in workflows, and of nodes that the program makes itself."""
    with contextlib.suppress(NoEdit):
        for found in entries(project, at, "fetch_mode"):
            yield Place(found.entry.file, found.entry.value)
    for file in project.python():
        for call in project.source(file).by_type.get(ast.Call, ()):
            assert isinstance(call, ast.Call)
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            for word in call.keywords if str(name).endswith("SQLDatabaseNode") else ():
                if word.arg == "fetch_mode":
                    yield Place(file, word.value)
