"""Edits of how a program starts processes."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_calls import name_of
from dataflow_debugger.agent.fixes.imports import ensure_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

_MAKERS = ("Pool", "Process")
_CHOOSERS = ("get_context", "set_start_method")


@edit
def spawn_processes(project: Project, at: At) -> None:
    """Start processes by spawn instead of fork, so that each imports the program anew.

    Only where the program guards its start by `if __name__ == "__main__":`, without which a spawned process
    would start it again.
    """
    if not any("__name__" in project.text(file) for file in project.python()):
        raise NoEdit("the program has no guard for its start")
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            changes.add(file, _spawned(project, file, source, call))
    changes.done()


def _spawned(project: Project, file: str, source: Source, call: ast.Call) -> list[Splice]:
    last = name_of(call).rpartition(".")[2]
    if last in _CHOOSERS:
        given = [*call.args, *(word.value for word in call.keywords if word.arg == "method")]
        forks = [one for one in given if isinstance(one, ast.Constant) and one.value == "fork"]
        return [Splice(*source.span(one), brackets.quoted("spawn", source.segment(one))) for one in forks]
    if last == "ProcessPoolExecutor" and all(word.arg != "mp_context" for word in call.keywords):
        context, imports = ensure_import(project, file, "multiprocessing", "get_context")
        return [*imports, *brackets.add(source, call, f'mp_context={context}("spawn")')]
    if last not in _MAKERS:
        return []
    function = call.func
    if isinstance(function, ast.Attribute):
        owner = source.segment(function.value)
        if not _is_multiprocessing(source, owner):
            return []
        return [Splice(*source.span(function), f'{owner}.get_context("spawn").{last}')]
    if _imports_from(source, last):
        context, imports = ensure_import(project, file, "multiprocessing", "get_context")
        return [*imports, Splice(*source.span(function), f'{context}("spawn").{last}')]
    return []


def _is_multiprocessing(source: Source, name: str) -> bool:
    """Whether the module multiprocessing is imported under this name."""
    names = [one for node in source.nodes if isinstance(node, ast.Import) for one in node.names]
    return any(one.name == "multiprocessing" and (one.asname or one.name) == name for one in names)


def _imports_from(source: Source, name: str) -> bool:
    froms = [node for node in source.nodes if isinstance(node, ast.ImportFrom)]
    return any(
        node.module == "multiprocessing" and name in [one.name for one in node.names] for node in froms
    )
