"""Edits of how a program's files import each other."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice


@edit
def run_the_imported_copy(project: Project, at: At, *, module: str) -> None:
    """Let the part under `if __name__ == "__main__":` use the names of the module that others import."""
    file = project.find(at.file) if at.file else None
    if file is None:
        raise NoEdit("the main file is not known")
    source = project.source(file)
    guard = next((one for one in source.tree.body if isinstance(one, ast.If) and _is_guard(one)), None)
    if guard is None:
        raise NoEdit("there is no `if __name__ == '__main__'`")
    used = {n.id for one in guard.body for n in ast.walk(one) if isinstance(n, ast.Name)}
    names = sorted(used & set(_defined(source)))
    if not names:
        raise NoEdit("nothing of the module is used there")
    start = source.line_start(guard.body[0].lineno)
    indent = source.indent(guard.body[0].lineno)
    project.splice(file, [Splice(start, start, f"{indent}from {module} import {', '.join(names)}\n\n")])


def _is_guard(node: ast.If) -> bool:
    return "__name__" in ast.unparse(node.test) and "__main__" in ast.unparse(node.test)


def _defined(source: Source) -> list[str]:
    """The names that the module makes itself: functions, classes and variables."""
    found = []
    for statement in source.tree.body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.append(statement.name)
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            found += [one.id for one in targets if isinstance(one, ast.Name)]
    return found
