"""Tells what the user's program caught and handled, which is no failure, from what it caught and only reported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from dataflow_debugger.agent.evidence import Call, Evidence, ExceptionChain, ExceptionInfo, Workflow
from dataflow_debugger.agent.failure import FRAMEWORK, Origin, find_failure

# Mistakes of code; `except Exception` catches them together with what its writer had in mind.
_MISTAKES = frozenset(
    {"TypeError", "AttributeError", "KeyError", "IndexError", "NameError", "UnboundLocalError"}
)
_BROAD = frozenset({"Exception", "BaseException"})


def surfaced(evidence: Evidence) -> Evidence:
    """The evidence of a run that raised nothing, with the error that `except Exception` caught and reported.

    That is a mistake of code whose text was printed, or any error that the program logged as one.
    """
    chain = evidence.exception.chain if evidence.exception else []
    if not chain or evidence.program.exit_code or any(item.relation != "logged" for item in chain):
        return evidence
    for item in chain:
        if not _reported(item, evidence):
            continue
        raised = [item.model_copy(update={"relation": "outer"}), *(one for one in chain if one is not item)]
        told = ExceptionChain(chain=raised)
        found = evidence.model_copy(update={"exception": told})
        if find_failure(found).origin not in {Origin.FOREIGN, Origin.SYSTEM}:
            return found
    return evidence


def _reported(item: ExceptionInfo, evidence: Evidence) -> bool:
    own = [frame for frame in item.frames if frame.user]
    if not own or not any(_broadly_caught(frame.file, frame.line, evidence) for frame in own):
        return False
    mistake = item.type.rpartition(".")[2] in _MISTAKES
    if mistake and not (own[-1] is item.frames[-1] and _raises(own[-1].file, own[-1].line, evidence)):
        return True
    return any(
        record.level in {"ERROR", "CRITICAL"}
        and record.logger.partition(".")[0] not in FRAMEWORK
        and bool(item.message)
        and item.message in record.message
        for record in evidence.logs
    )


def _broadly_caught(file: str, line: int, evidence: Evidence) -> bool:
    """Whether the innermost `try` around a line takes every exception."""
    return any(
        handler.type is None or (isinstance(handler.type, ast.Name) and handler.type.id in _BROAD)
        for handler in _handlers(file, line, evidence)
    )


def _handlers(file: str, line: int, evidence: Evidence) -> list[ast.ExceptHandler]:
    """The handlers of the innermost `try` around a line."""
    around = [
        node
        for node in _nodes(file, evidence)
        if isinstance(node, ast.Try)
        and node.handlers
        and node.body[0].lineno <= line <= (node.body[-1].end_lineno or 0)
    ]
    return around[-1].handlers if around else []


def _raises(file: str, line: int, evidence: Evidence) -> bool:
    return any(isinstance(node, ast.Raise) and node.lineno == line for node in _nodes(file, evidence))


def _nodes(file: str, evidence: Evidence) -> list[ast.AST]:
    text = next((item.text for item in evidence.source if item.file == file), "")
    try:
        return list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError):
        return []


# So much of a call's error stands in the exception as it stands there.
_SURE = 400
_LAYERS = re.compile(r"^(?s:.*)(?:\bfailed for model '\w+': |\bquery failed: )|^[\w.]+(?:Error|Exception): ")


def without_handled(evidence: Evidence, *, only_meant: bool = False) -> Evidence:
    """The evidence without calls that failed and were caught, and without what was logged of them.

    With `only_meant` without those that a clause caught which names the error's class and does something about it.
    The same object where there are none. Nothing is taken out when the program ended with an error status of its
    own: there the caught exception is what it reports.
    """
    chain = evidence.exception.chain if evidence.exception else []
    raised = [item for item in chain if item.relation != "logged"]
    if not raised and evidence.program.exit_code:
        return evidence
    failing = [call for call in evidence.calls if not call.ok and call.error]
    handled = [call for call in failing if _handled(call, raised, evidence)]
    if only_meant:
        handled = [call for call in handled if meant(call, evidence)]
    if not handled:
        return evidence
    workflow = evidence.workflow
    if any(call.api.startswith("runtime.") for call in handled):
        workflow = _without_failures(workflow)
    left = [call.error or "" for call in failing if call not in handled] + _failures(workflow)
    errors = [call.error or "" for call in handled]
    return evidence.model_copy(
        update={
            "exception": _without_logged(evidence.exception, errors, left),
            "calls": [call for call in evidence.calls if call not in handled],
            "handled": handled,
            "logs": [
                record
                for record in evidence.logs
                if not (
                    _told(record.message, errors, left)
                    if record.level in {"ERROR", "CRITICAL"}
                    else _repeats(record.message, errors, left)
                )
            ],
            "workflow": workflow,
        }
    )


def _handled(call: Call, raised: list[ExceptionInfo], evidence: Evidence) -> bool:
    """Whether somebody caught what the call raised; a call with a result raised nothing."""
    if call.result is not None:
        return False
    error = (call.error or "").partition(": ")[2] or call.error or ""
    # A long text may have been cut in the middle of what is shown otherwise: a path, a URL, a colour.
    error = error[:_SURE] if len(error) > _SURE else error
    if any(item.message and (item.message in error or error in item.message) for item in raised):
        return False
    # What a synchronous call raises is either caught or ends the program; a task may keep it to itself.
    synchronous = (
        call.api.startswith(("express_sync.", "builder.", "dataflow.")) or call.api == "runtime.execute"
    )
    return synchronous or _inside_try(call, evidence)


def meant(call: Call, evidence: Evidence) -> bool:
    """Whether the clause that caught a call's error was written for it: neither broad nor empty."""
    file, _, line = (call.at or "").rpartition(":")
    if not line.isdigit() or _broadly_caught(file, int(line), evidence):
        return False
    handlers = _handlers(file, int(line), evidence)
    return any(not isinstance(part, ast.Pass | ast.Continue) for handler in handlers for part in handler.body)


def _inside_try(call: Call, evidence: Evidence) -> bool:
    file, _, line = (call.at or "").rpartition(":")
    return line.isdigit() and bool(_handlers(file, int(line), evidence))


def _without_failures(workflow: Workflow | None) -> Workflow | None:
    if workflow is None:
        return None
    outcomes = {node: outcome for node, outcome in workflow.outcomes.items() if outcome.ok}
    return workflow.model_copy(update={"outcomes": outcomes, "failed_node": None})


def _failures(workflow: Workflow | None) -> list[str]:
    return [o.error or "" for o in workflow.outcomes.values() if not o.ok] if workflow else []


def _without_logged(
    exception: ExceptionChain | None, handled: Iterable[str], left: list[str]
) -> ExceptionChain | None:
    if exception is None:
        return None
    kept = [
        item
        for item in exception.chain
        if item.relation != "logged" or not _told(item.message, handled, left)
    ]
    return exception.model_copy(update={"chain": kept}) if kept else None


def _told(text: str, handled: Iterable[str], left: list[str]) -> bool:
    """Whether a logged error is about a handled one and about no other failure of the run."""
    if not left or _repeats(text, handled, left):
        return True
    return any(text in error for error in handled) and not any(text in error for error in left)


def _repeats(text: str, handled: Iterable[str], left: list[str]) -> bool:
    """Whether a text holds what a handled error says, and of no other failure."""
    return any(_core(error) in text for error in handled) and not any(
        _core(error) in text for error in left if error
    )


def _core(error: str) -> str:
    """What is told at the bottom of an error that each layer has put its own words before."""
    return _LAYERS.sub("", error) or error
