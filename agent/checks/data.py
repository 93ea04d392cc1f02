"""Checks of tenancy, and of failures in which DataFlow has no part."""

from __future__ import annotations

import ast
import re
from pathlib import PurePath

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.general import short
from dataflow_debugger.agent.checks.values import evaluate
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import Source

_NO_TENANT = re.compile(
    r"no tenant is bound|[Tt]enant (?:context|id) (?:is )?(?:required|not set|missing)|multi_tenant=True but"
)
# What a wrong or missing result of DataFlow shows as in the caller.
_CONSEQUENCES = frozenset(
    ("AssertionError", "AttributeError", "IndexError", "KeyError", "StopIteration", "TypeError", "ValueError")
)
_FRAMEWORK = frozenset({"kailash", "dataflow", "kaizen", "sqlalchemy", "aiosqlite", "asyncpg", "sqlite3"})


@check
def tenant_missing(view: View) -> Verdict:
    """An instance is multi-tenant and no tenant is set when it is used.

    Binds instance, model, file, line. FAILS when nothing says so, UNKNOWN when no option is known either.
    """
    said = next((hit for text in view.all_texts if (hit := _NO_TENANT.search(text.text))), None)
    if said is None:
        return FAILS if list(view.options()) else UNKNOWN
    index = next((i for i, options in view.options() if options.get("multi_tenant")), None)
    call = next((one for one in view.calls("express*") if not one.ok), None)
    frame = view.user_frame
    file, line = view.at(call.at) if call else (frame.file, frame.line) if frame else (None, None)
    model = call.args.get("model") if call and isinstance(call.args, dict) else None
    claim = Claim(
        f"multi_tenant is on and no tenant is set: {short(said.group())}",
        file,
        line,
        value=view.line_text(file, line),
    )
    return holds(claim, instance=index, model=model, file=file, line=line)


def _uses_dataflow(view: View, source: Source, statement: ast.stmt) -> bool:
    """Whether the statement reads something that an observed call returned."""
    parts = [node for node in ast.walk(statement) if isinstance(node, (ast.Name, ast.Call, ast.Subscript))]
    return any(evaluate(view, part, source) is not None for part in parts)


@check
def failure_outside_dataflow(view: View) -> Verdict:
    """The user's own code (or a library it calls) raised, and DataFlow has no part in it.

    That is: no frame and no type of the chain is of Kailash, DataFlow or a driver, no name of theirs is in
    the message, and where a wrong result could show like this, the failing statement reads nothing that an
    observed call returned. Binds exception, file, line. FAILS otherwise, UNKNOWN when nothing was raised.
    """
    if view.root is None:
        return UNKNOWN
    for one in view.raised:
        if one.type.partition(".")[0] in _FRAMEWORK or re.search(
            r"\b(DataFlow|kailash|coroutine|\w+Node)\b", one.message
        ):
            return FAILS
        if any(_FRAMEWORK & set(PurePath(frame.file).parts) for frame in one.frames if not frame.user):
            return FAILS
    found = view.failing_statement
    if found is not None and view.root.type in _CONSEQUENCES and _uses_dataflow(view, *found):
        return FAILS
    frame = view.user_frame
    file, line = (frame.file, frame.line) if frame else (None, None)
    name = view.root.type.rsplit(".", 1)[-1]
    text = f"{name} was raised in {frame.function if frame else 'the program'}, without a part of DataFlow"
    return holds(
        Claim(text, file, line, value=view.line_text(file, line)),
        exception=view.root.type,
        file=file,
        line=line,
    )
