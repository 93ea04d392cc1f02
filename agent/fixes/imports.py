"""Adding the import that an edit needs."""

from __future__ import annotations

import ast
import re
import sys

from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import bindings_in
from dataflow_debugger.agent.fixes.spans import Source, Splice


def ensure_import(project: Project, file: str, module: str, name: str) -> tuple[str, list[Splice]]:
    """The expression by which the file can use `module.name`, and the splices that import it.

    Uses an import that is there; imports the module instead where the file uses the name otherwise.
    """
    source = project.source(file)
    for node in source.tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == module and not node.level:
            for alias in node.names:
                if alias.name == name:
                    return alias.asname or name, []
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == module and (alias.asname or "." not in module):
                    return f"{alias.asname or module}.{name}", []
    if bindings_in(source, source.tree, name):
        return f"{module}.{name}", [_insert(source, f"import {module}", module)]
    return name, [_insert(source, f"from {module} import {name}", module)]


def with_import(project: Project, file: str, statement: str | None, code: str) -> tuple[str, list[Splice]]:
    """Code that needs an import statement, as this file can say it, and the splices that import it."""
    wanted = ast.parse(statement).body[0] if statement else None
    if isinstance(wanted, ast.ImportFrom) and len(wanted.names) == 1 and not wanted.names[0].asname:
        name = wanted.names[0].name
        used, splices = ensure_import(project, file, wanted.module or "", name)
        return re.sub(rf"(?<![\w.]){name}\b", used, code) if used != name else code, splices
    return code, add_import(project.source(file), statement) if statement else []


def add_import(source: Source, statement: str) -> list[Splice]:
    """Splices that add an import statement, none where it is there."""
    wanted = ast.parse(statement).body[0]
    if any(ast.dump(node) == ast.dump(wanted) for node in source.tree.body):
        return []
    module = wanted.module if isinstance(wanted, ast.ImportFrom) else statement.split()[1]
    return [_insert(source, statement, module or "")]


def _insert(source: Source, statement: str, module: str) -> Splice:
    """The statement at its place: standard library first, then the rest, after the docstring."""
    body = source.tree.body
    standard = _is_standard(module)
    imports = _block(body)
    same = [node for node in imports if _is_standard(_module(node)) == standard]
    if same:
        at = source.line_end(same[-1].end_lineno or same[-1].lineno)
        lead = "" if source.text[:at].endswith(("\n", "\r")) else "\n"
        return Splice(at, at, f"{lead}{statement}\n")
    if imports and standard:
        at = source.line_start(imports[0].lineno)
        return Splice(at, at, f"{statement}\n\n")
    if imports:
        at = source.line_end(imports[-1].end_lineno or imports[-1].lineno)
        return Splice(at, at, f"\n{statement}\n")
    after = _preamble(body)
    if after is not None:
        at = source.line_end(after.end_lineno or after.lineno)
        return Splice(at, at, f"\n{statement}\n")
    at = _first_line(source)
    return Splice(at, at, f"{statement}\n\n")


def _first_line(source: Source) -> int:
    """The offset after a hashbang, an encoding line and other comments at the top."""
    line = 1
    while line <= len(source.raw_lines) and source.raw_lines[line - 1].startswith("#"):
        line += 1
    return source.line_start(line)


def _preamble(body: list[ast.stmt]) -> ast.stmt | None:
    """The docstring or `from __future__` import that must stay first."""
    last = None
    for index, node in enumerate(body):
        docstring = index == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if docstring or (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            last = node
    return last


def _block(body: list[ast.stmt]) -> list[ast.stmt]:
    """The imports at the top of the file, up to the first other statement."""
    found: list[ast.stmt] = []
    for index, node in enumerate(body):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            if _module(node) != "__future__":
                found.append(node)
        elif not (index == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            break
    return found


def _module(node: ast.stmt) -> str:
    if isinstance(node, ast.ImportFrom):
        return "." * node.level + (node.module or "")
    return node.names[0].name if isinstance(node, ast.Import) else ""


def _is_standard(module: str) -> bool:
    return module.split(".")[0] in sys.stdlib_module_names
