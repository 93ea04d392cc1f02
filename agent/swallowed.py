"""The error that a program caught and then answered with one of its own, which hides what went wrong."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.evidence import Call, Evidence, ExceptionChain, ExceptionInfo, Frame
from dataflow_debugger.agent.handled import meant
from dataflow_debugger.agent.pattern_source import Source

# Calls that do something, in contrast to those that set up and close.
_WORK = ("express", "runtime.", "builder.")
# The call went through DataFlow, of which only its name was kept.
_THROUGH = "site-packages/dataflow/features/express.py"
# Full names of the classes that calls of DataFlow come out with; a call's error has the bare one.
_QUALIFIED = {
    "NodeExecutionError": "kailash.sdk_exceptions.NodeExecutionError",
    "NodeValidationError": "kailash.sdk_exceptions.NodeValidationError",
    "RuntimeExecutionError": "kailash.sdk_exceptions.RuntimeExecutionError",
    "WorkflowExecutionError": "kailash.sdk_exceptions.WorkflowExecutionError",
    "WorkflowValidationError": "kailash.sdk_exceptions.WorkflowValidationError",
}


def with_swallowed(evidence: Evidence) -> Evidence:
    """The evidence with the caught error as the cause of the one that the program raised in its place.

    That is: the program ended by a `raise` of its own whose trace knows nothing of a failed call, while the last
    thing that it did with DataFlow had failed and been caught: by a clause that takes every error or does nothing,
    or in a loop that tries again and has the `raise` behind it. The same object where there is none.
    """
    chain = evidence.exception.chain if evidence.exception else []
    raised = [item for item in chain if item.relation != "logged"]
    if len(raised) != 1:
        return evidence
    statement = _own_raise(raised[0], evidence)
    calls = [call for call in evidence.calls if call.api.startswith(_WORK)]
    last = calls[-1] if calls else None
    if statement is None or last is None or last.ok or not last.error or last.result is not None:
        return evidence
    if meant(last, evidence) and not _tried_again(last, raised[0].frames[-1].file, statement, evidence):
        return evidence
    logged = [item for item in chain if item.relation == "logged"]
    told = ExceptionChain(chain=[*raised, _as_cause(last), *logged])
    return evidence.model_copy(update={"exception": told})


def note(evidence: Evidence) -> str | None:
    """What a reader of the report has to know of evidence that `with_swallowed` made."""
    chain = evidence.exception.chain if evidence.exception else []
    if len(chain) < 2 or _THROUGH not in {frame.file for frame in chain[1].frames}:
        return None
    outer, cause = chain[0].type.rpartition(".")[2], chain[1]
    first = cause.message.strip().splitlines()[0][:200]
    caught = cause.type.rpartition(".")[2]
    return f"The program caught {caught} ({first}) at {_place(cause)} and raised {outer}, which does not name it."


def _place(cause: ExceptionInfo) -> str:
    return next((f"{frame.file}:{frame.line}" for frame in cause.frames if frame.user), "an unknown line")


def _own_raise(item: ExceptionInfo, evidence: Evidence) -> ast.Raise | None:
    """The `raise` of the user's that made the exception, where the trace ends at one."""
    frame = item.frames[-1] if item.frames else None
    source = _source(frame.file, evidence) if frame is not None and frame.user else None
    statement = source.statement_at(frame.line) if source is not None and frame is not None else None
    return statement if isinstance(statement, ast.Raise) and statement.exc is not None else None


def _tried_again(call: Call, file: str, statement: ast.Raise, evidence: Evidence) -> bool:
    """Whether the call stands in a loop that the `raise` comes after, in the same function."""
    made, _, line = (call.at or "").rpartition(":")
    source = _source(file, evidence)
    if source is None or made != file or not line.isdigit():
        return False
    return any(
        isinstance(node, (ast.For, ast.AsyncFor, ast.While))
        and node.lineno <= int(line) <= (node.end_lineno or 0) < statement.lineno
        and source.function(node) is not None
        and source.function(node) is source.function(source.statement_at(statement.lineno) or node)
        for node in source.nodes
    )


def _as_cause(call: Call) -> ExceptionInfo:
    name, _, message = (call.error or "").partition(": ")
    file, _, line = (call.at or "").rpartition(":")
    own = [Frame(file=file, line=int(line), function="", user=True)] if line.isdigit() else []
    through = Frame(file=_THROUGH, line=0, function=call.api)
    kind = _QUALIFIED.get(name, name if name.isidentifier() else "Exception")
    return ExceptionInfo(type=kind, message=message or name, relation="cause", frames=[*own, through])


def _source(file: str, evidence: Evidence) -> Source | None:
    text = next((item.text for item in evidence.source if item.file == file), None)
    return Source(text, file) if text is not None else None
