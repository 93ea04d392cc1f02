"""Takes out of the evidence what the user's program caught and handled itself: that is no failure."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from dataflow_debugger.agent.evidence import Call, Evidence, ExceptionChain, ExceptionInfo, Workflow


def without_handled(evidence: Evidence) -> Evidence:
    """The evidence without calls that failed and were caught, and without what was logged of them.

    Nothing is taken out when the user describes a symptom, or when the program ended with an error status of
    its own: there the caught exception is what it reports.
    """
    chain = evidence.exception.chain if evidence.exception else []
    raised = [item for item in chain if item.relation != "logged"]
    if evidence.symptom or (not raised and evidence.program.exit_code):
        return evidence
    failing = [call for call in evidence.calls if not call.ok and call.error]
    handled = [call for call in failing if _handled(call, raised, evidence)]
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
            "logs": [
                record
                for record in evidence.logs
                if record.level not in {"ERROR", "CRITICAL"} or not _told(record.message, errors, left)
            ],
            "workflow": workflow,
        }
    )


def _handled(call: Call, raised: list[ExceptionInfo], evidence: Evidence) -> bool:
    """Whether somebody caught what the call raised; a call with a result raised nothing."""
    if call.result is not None:
        return False
    error = (call.error or "").partition(": ")[2] or call.error or ""
    if any(item.message and (item.message in error or error in item.message) for item in raised):
        return False
    # What a synchronous call raises is either caught or ends the program; a task may keep it to itself.
    synchronous = (
        call.api.startswith(("express_sync.", "builder.", "dataflow.")) or call.api == "runtime.execute"
    )
    return synchronous or _inside_try(call, evidence)


def _inside_try(call: Call, evidence: Evidence) -> bool:
    file, _, line = (call.at or "").rpartition(":")
    text = next((item.text for item in evidence.source if item.file == file), None)
    if text is None or not line.isdigit():
        return False
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return any(
        node.handlers and node.body[0].lineno <= int(line) <= (node.body[-1].end_lineno or 0)
        for node in ast.walk(tree)
        if isinstance(node, ast.Try)
    )


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
    """Whether a logged text is about a handled error and about no other failure of the run."""
    if not left:
        return True
    return any(text in error or error in text for error in handled) and not any(
        text in error or (error and error in text) for error in left
    )
