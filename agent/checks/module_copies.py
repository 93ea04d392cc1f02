"""Checks of a file that Python loaded twice: as the program, and as a module that another file imports."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import Source

_CONTAINERS = (ast.List, ast.Dict, ast.Set)
_CHANGES = re.compile("append|appendleft|add|extend|update|setdefault|insert|remove|pop|clear")


@check
def state_in_two_copies(view: View) -> Verdict:
    """The program's main file was loaded again under its own name, and keeps state that each copy has for itself.

    State is a list, dict or set of the module that its functions change, or a database in memory. Binds module,
    name, file, line. UNKNOWN where the evidence does not tell which modules were loaded.
    """
    copies = (view.evidence.environment.model_extra or {}).get("module_copies")
    if not isinstance(copies, dict):
        return UNKNOWN
    for file, names in copies.items():
        module = next((str(one) for one in names if one != "__main__"), None)
        source = view.source(str(file))
        if source is None or source.tree is None or module is None or "__main__" not in names:
            continue
        if any(found == module for found, _ in source.imports.values()):
            continue
        for statement in source.tree.body:
            name = _state(source, statement)
            if name is not None:
                text = (
                    f"{source.file} was loaded as __main__ and as '{module}'; each has a '{name}' of its own"
                )
                shown = view.line_text(source.file, statement.lineno)
                claim = Claim(text, source.file, statement.lineno, value=shown)
                return holds(claim, module=module, name=name, file=source.file, line=statement.lineno)
    return FAILS


def _state(source: Source, statement: ast.stmt) -> str | None:
    """The name of a container that functions of the module change, or of a database in memory."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets = [statement.target]
    if len(targets) != 1 or not isinstance(targets[0], ast.Name):
        return None
    name, value = targets[0].id, getattr(statement, "value", None)
    if isinstance(value, ast.Call):
        called = ast.unparse(value.func).rpartition(".")[2]
        if called == "DataFlow" and ":memory:" in ast.unparse(value):
            return name
        container = called in ("list", "dict", "set", "deque", "defaultdict", "Counter", "OrderedDict")
    else:
        container = isinstance(value, _CONTAINERS)
    return name if container and any(_changes(source, node, name) for node in source.nodes) else None


def _changes(source: Source, node: ast.AST, name: str) -> bool:
    """Whether a node inside a function changes the container of this name."""
    if isinstance(node, ast.Attribute) and _CHANGES.fullmatch(node.attr):
        held: ast.AST = node.value
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        held = node.value
    else:
        return False
    return isinstance(held, ast.Name) and held.id == name and source.function(node) is not None
