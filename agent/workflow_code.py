"""Which code built the workflows of a run: one file often builds several, with nodes of the same names.

Test modules and services are like that. Code that did not run is not where a failure comes from.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection

from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.pattern_source import Source

_Function = ast.FunctionDef | ast.AsyncFunctionDef


class Built:
    """The lines at which a run added nodes; `name` gives a file of the evidence the name that is asked for."""

    def __init__(self, evidence: Evidence, name: Callable[[str], str | None] = lambda file: file) -> None:
        self._lines: dict[str, set[int]] = {}
        self._others: dict[str, tuple[Source, frozenset[_Function | None]]] = {}
        nodes = evidence.workflow.nodes if evidence.workflow else []
        for at in (*evidence.added, *(node.at or "" for node in nodes)):
            file, _, line = at.rpartition(":")
            if line.isdigit():
                self._lines.setdefault(name(file) or file, set()).add(int(line))

    def elsewhere(self, file: str, source: Source, call: ast.Call) -> bool:
        """Whether a call stands in a function that builds workflows, none of which the run built."""
        if not self._lines:
            return False
        known = self._others.get(file)
        if known is None or known[0] is not source:
            known = self._others[file] = (source, _others(source, self._lines.get(file, ())))
        return source.function(call) in known[1]


def _others(source: Source, seen: Collection[int]) -> frozenset[_Function | None]:
    """The functions (None is the module itself) that add nodes, but at none of the lines seen."""
    built: set[_Function | None] = set()
    found: set[_Function | None] = set()
    for call in source.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr == "add_node":
            function = source.function(call)
            found.add(function)
            if any(covers(call, line) for line in seen):
                built.add(function)
    return frozenset(found - built)


def covers(call: ast.Call, line: int | None) -> bool:
    """Whether a call stands on a line, or on several with this one among them."""
    return line is not None and call.lineno <= line <= (call.end_lineno or call.lineno)
