"""Checks of the model registry, a table that DataFlow keeps beside the models'."""

from __future__ import annotations

import ast
import re

from dataflow_debugger.agent.checks import FAILS, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View

_TABLE = "dataflow_model_registry"
_QUERY = re.compile(rf"\b(FROM|JOIN)\s+\W?{_TABLE}", re.IGNORECASE)
_METHODS = frozenset(
    {
        "discover_models", "sync_models", "list_applications", "get_model_version", "get_model_history",
        "get_models_by_application", "get_model_registry",
    }
)  # fmt: skip


@check
def model_registry_read(view: View) -> Verdict:
    """The program asks the model registry, by its methods or with SQL on its table. Binds file, line."""
    for source in view.sources.values():
        for node in source.nodes:
            method = node.func if isinstance(node, ast.Call) else None
            asked = isinstance(method, ast.Attribute) and method.attr in _METHODS
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if asked or _QUERY.search(text):
                line = int(getattr(node, "lineno", 0))
                said = f"The program reads the model registry ({'its methods' if asked else _TABLE})"
                return holds(
                    Claim(said, source.file, line, value=view.line_text(source.file, line)),
                    file=source.file,
                    line=line,
                )
    return FAILS
