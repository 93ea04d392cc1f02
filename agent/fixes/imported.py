"""What a module-level name of one of the user's files stands for, through imports between them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place, values_in_scope
from dataflow_debugger.agent.fixes.spans import FUNCTIONS, Function

DEPTH = 10


def function_named(project: Project, file: str, name: str, depth: int = 0) -> tuple[str, Function] | None:
    """The free function of this name that the file defines or imports."""
    source = project.source(file)
    for node in source.nodes:
        free = isinstance(node, FUNCTIONS) and not isinstance(source.parent(node), ast.ClassDef)
        if free and isinstance(node, FUNCTIONS) and node.name == name:
            return file, node
    for module, original in origins(project, file, name):
        if depth < DEPTH:
            return function_named(project, module, original, depth + 1)
    return None


def class_named(
    project: Project, file: str, name: ast.expr, depth: int = 0
) -> tuple[str, ast.ClassDef] | None:
    """The project's class that `Name` or `module.Name` stands for."""
    if isinstance(name, ast.Attribute):
        module = module_of(project, file, name.value)
        return class_named(project, module, ast.Name(name.attr), depth + 1) if module else None
    if not isinstance(name, ast.Name) or depth > DEPTH:
        return None
    for node in project.source(file).nodes:
        if isinstance(node, ast.ClassDef) and node.name == name.id:
            return file, node
    for module, original in origins(project, file, name.id):
        return class_named(project, module, ast.Name(original), depth + 1)
    return None


def origins(project: Project, file: str, name: str) -> Iterator[tuple[str, str]]:
    """Project modules and original names that `from module import name` takes a name from."""
    for node in project.source(file).nodes:
        if not isinstance(node, ast.ImportFrom):
            continue
        for alias in node.names:
            if (alias.asname or alias.name) != name and alias.name != "*":
                continue
            module = project.module(node.module or "", node.level, file)
            if module is not None and module != file:
                yield module, name if alias.name == "*" else alias.name


def imported(project: Project, file: str, name: str, depth: int = 0) -> list[Place]:
    """Values of a module-level name in the modules it is imported from."""
    for module, original in origins(project, file, name):
        source = project.source(module)
        found = values_in_scope(source, module, source.tree, original, None)
        if not found and depth < DEPTH:
            found = imported(project, module, original, depth + 1)
        if found:
            return found
    return []


def module_of(project: Project, file: str, node: ast.expr) -> str | None:
    """The project's module that `name` or `package.name` stands for."""
    dotted = ast.unparse(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
    for statement in project.source(file).nodes if dotted else ():
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                if (alias.asname or alias.name) == dotted:
                    return project.module(alias.name, 0, file)
        elif isinstance(statement, ast.ImportFrom):
            for alias in statement.names:
                if (alias.asname or alias.name) == dotted:
                    path = f"{statement.module}.{alias.name}" if statement.module else alias.name
                    return project.module(path, statement.level, file)
    return None
