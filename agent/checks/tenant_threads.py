"""The check of a tenant that is bound in one thread while its work is done in others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import Source

_NO_TENANT = re.compile(r"no tenant(_id)? is bound to the current context")
_BINDERS = frozenset({"switch", "aswitch"})
_THREADS = frozenset({"Thread", "Timer"})
# What is handed to other processes does not take the context along in any way.
_PROCESSES = re.compile(r"process", re.IGNORECASE)
_DEPTH = 3


@check
def tenant_bound_in_other_thread(view: View) -> Verdict:
    """Work is handed to a thread inside `with ...tenant_context.switch(...)`, and the thread has no tenant.

    Binds file, line (of the call that hands it over), function, way (that call). FAILS where no refusal for want of
    a tenant was seen, UNKNOWN when no source is known.
    """
    if not any(_NO_TENANT.search(text.text) for text in view.all_texts):
        return FAILS
    if not view.sources:
        return UNKNOWN
    failing = [
        _place(view, call.at) for call in view.calls() if not call.ok and _NO_TENANT.search(call.error or "")
    ]
    for source in view.sources.values():
        for call in source.calls():
            given = handed(call)
            if given is None or not _within_tenant(view, source, call, _DEPTH):
                continue
            if failing and not any(
                _reaches(view, given, place, source, _DEPTH) for place in failing if place
            ):
                continue
            way, name = ast.unparse(call.func), ast.unparse(given)
            text = f"{way}() runs {name} in another thread, where the tenant of the `with` block is not bound"
            claim = Claim(text, source.file, call.lineno, value=source.lines[call.lineno - 1].strip())
            return holds(claim, file=source.file, line=call.lineno, function=name, way=way)
    return FAILS


def handed(call: ast.Call) -> ast.expr | None:
    """The function that a call hands to another thread."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in _THREADS:
        named = next((word.value for word in call.keywords if word.arg in ("target", "function")), None)
        return named or (call.args[1] if len(call.args) > 1 else None)
    if not isinstance(call.func, ast.Attribute) or _PROCESSES.search(ast.unparse(call.func.value)):
        return None
    if name == "run_in_executor":
        return call.args[1] if len(call.args) > 1 else None
    pooled = name == "submit" or (name == "map" and len(call.args) > 1)
    return call.args[0] if pooled and call.args and not _is_context_run(call.args[0]) else None


def _is_context_run(node: ast.expr) -> bool:
    return "copy_context" in ast.unparse(node) or ast.unparse(node).endswith("context.run")


def _within_tenant(view: View, source: Source, node: ast.AST, depth: int) -> bool:
    """Whether a node stands in a block that binds a tenant, or in a function called from one."""
    for outer in source.ancestors(node):
        if isinstance(outer, (ast.With, ast.AsyncWith)) and any(map(_binds, outer.items)):
            return True
    function = source.function(node)
    if function is None or not depth:
        return False
    return any(_within_tenant(view, other, call, depth - 1) for other, call in _calls_of(view, function.name))


def _calls_of(view: View, name: str) -> Iterator[tuple[Source, ast.Call]]:
    for source in view.sources.values():
        for call in source.calls():
            if getattr(call.func, "id", getattr(call.func, "attr", "")) == name:
                yield source, call


def _binds(item: ast.withitem) -> bool:
    call = item.context_expr
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in _BINDERS
        and len(call.args) + len(call.keywords) == 1
    )


def _place(view: View, at: str | None) -> tuple[Source, int] | None:
    file, line = view.at(at)
    source = view.source(file)
    return (source, line) if source is not None and line is not None else None


def _reaches(view: View, node: ast.AST, place: tuple[Source, int], source: Source, depth: int) -> bool:
    """Whether the code of a function, a lambda or what they call covers a line."""
    where, line = place
    if source is where and _covers(node, line):
        return True
    names = {_name(inner) for inner in ast.walk(node)} if depth else set()
    for other in view.sources.values():
        for name in names & set(other.functions):
            function = other.functions[name]
            if function is node:
                continue
            if (other is where and _covers(function, line)) or _reaches(
                view, function, place, other, depth - 1
            ):
                return True
    return False


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _covers(node: ast.AST, line: int) -> bool:
    first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0) or 0
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) and first <= line <= last
