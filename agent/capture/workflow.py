"""The workflow of the evidence: from the failing frames, else from observed runs, else from the source."""

from __future__ import annotations

import sys
from typing import Any

from . import exceptions, paths, runs, shapes, state, static

NODE_FUNCTIONS = (
    "_execute_workflow_async",
    "_execute_node_async",
    "_execute_sync_workflow_internal",
    "_execute_single_node",
    "_execute_async_node",
    "_execute_sync_node",
)
# So many workflows besides the one that failed, or that ran last, are kept.
EARLIER_MAX = 8


class Found:
    """What the frames of an exception chain hold of a workflow."""

    def __init__(self) -> None:
        self.workflow: Any = None
        self.builder: Any = None
        self.node: str | None = None
        self.inputs: Any = None
        self.results: dict[str, Any] = {}
        self.user_workflow: Any = None
        # The builder of the user's whose `build` failed; the workflow it was making is not complete.
        self.building: Any = None


def from_exception(error: BaseException) -> Found:
    """Reads runtime, builder and graph frames of every exception in the chain."""
    found = Found()
    for item, _ in exceptions.walk(error):
        node = getattr(item, "node_id", None)
        if isinstance(node, str):
            found.node = node
        trace = item.__traceback__
        while trace is not None:
            try:
                _frame(found, trace.tb_frame)
            except Exception:
                found.workflow = found.workflow or None
            trace = trace.tb_next
    return found


def _frame(found: Found, frame: Any) -> None:
    file = frame.f_code.co_filename.replace("\\", "/")
    module = str(frame.f_globals.get("__name__", ""))
    if module.startswith("kailash.runtime."):
        held = frame.f_locals
        if frame.f_code.co_name in NODE_FUNCTIONS and isinstance(held.get("node_id"), str):
            found.node = found.node or held["node_id"]
            found.inputs = held.get("inputs") if held.get("inputs") is not None else found.inputs
        # The asynchronous runtime keeps them in a tracker.
        results = held.get("results") or getattr(held.get("tracker"), "results", None)
        if isinstance(results, dict) and results:
            found.results = dict(results)
        found.workflow = held.get("workflow") or found.workflow
    elif file.endswith("/kailash/workflow/builder.py"):
        held = frame.f_locals
        found.builder = held.get("self") or found.builder
        if frame.f_code.co_name == "build" and frame.f_back is not None and _by_user(frame.f_back):
            found.building = held.get("self")
        found.workflow = held.get("workflow") or found.workflow
        if isinstance(held.get("node_id"), str):
            found.node = found.node or held["node_id"]
    elif file.endswith("/kailash/workflow/graph.py"):
        held = frame.f_locals
        if hasattr(held.get("self"), "_node_instances"):
            found.workflow = held["self"]
        if isinstance(held.get("node_id"), str):
            found.node = found.node or held["node_id"]
    elif not paths.is_dataflow_module(module):
        _user_frame(found, frame)


def _by_user(frame: Any) -> bool:
    module = str(frame.f_globals.get("__name__", ""))
    return "site-packages" not in frame.f_code.co_filename and not paths.is_dataflow_module(module)


def _user_frame(found: Found, frame: Any) -> None:
    if "site-packages" in frame.f_code.co_filename:
        return
    for value in list(frame.f_locals.values()):
        kind = type(value).__name__
        if kind == "WorkflowBuilder" and found.builder is None:
            found.builder = value
        elif kind == "Workflow" and hasattr(value, "_node_instances"):
            found.user_workflow = value


def at_failure(now: state.State, error: BaseException) -> dict[str, Any] | None:
    """The workflow a raised exception is about, while its frames still hold it."""
    found = from_exception(error)
    values = now.settings.values
    workflow = found.workflow
    if found.building is not None:
        return _complete(now, runs.builder_graph(found.building, values), found, "builder")
    if workflow is not None and not _of_user(now, workflow):
        workflow, found.node, found.inputs, found.results = None, None, None, {}
    if workflow is not None:
        return _complete(now, runs.graph(workflow, values), found, "live")
    bad = last_bad(now)
    if bad is not None:
        return of_run(bad)
    if found.builder is not None and found.node is not None:
        return _complete(now, runs.builder_graph(found.builder, values), found, "builder")
    if now.runs:
        return of_run(now.runs[-1])
    if found.user_workflow is not None:
        return _complete(now, runs.graph(found.user_workflow, values), found, "live")
    if found.builder is not None:
        return _complete(now, runs.builder_graph(found.builder, values), found, "builder")
    return None


def _of_user(now: state.State, workflow: Any) -> bool:
    """Whether user code started this workflow; DataFlow runs its own for bookkeeping and for Express."""
    if not now.runs:
        return not any(call["api"].startswith("express") for call in now.calls)
    return any(run.workflow is not None and run.workflow() is workflow for run in now.runs) or not hasattr(
        workflow, "_node_instances"
    )


def _complete(now: state.State, graph: dict[str, Any], found: Found, source: str) -> dict[str, Any]:
    values = now.settings.values
    outcomes = runs.outcomes(found.results, values)
    if found.node is not None:
        outcomes.setdefault(found.node, {"ok": False, "error": None, "result_shape": None})["ok"] = False
    return {
        **graph,
        "failed_node": found.node,
        "inputs": shapes.shape(found.inputs, values=values),
        "outcomes": outcomes,
        "source": source,
    }


def last_bad(now: state.State) -> state.Run | None:
    """The newest run in which a node reported a failure."""
    for run in reversed(now.runs):
        if run.error is not None or any(not o["ok"] for o in run.outcomes.values()):
            return run
    return None


def of_run(run: state.Run) -> dict[str, Any]:
    """An observed run as the evidence has it."""
    bad = [name for name, outcome in run.outcomes.items() if not outcome["ok"]]
    return {
        **run.graph,
        "failed_node": bad[0] if bad else None,
        "inputs": run.inputs,
        "outcomes": run.outcomes,
        "source": "live",
    }


def at_exit(now: state.State, sources: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The workflow to show when no exception named one."""
    bad = last_bad(now)
    if bad is not None:
        return of_run(bad)
    if now.runs:
        return of_run(now.runs[-1])
    live = [ref() for ref in now.builders]
    filled = [builder for builder in live if getattr(builder, "nodes", None)]
    if filled:
        graph = runs.builder_graph(filled[-1], now.settings.values)
        return {**graph, "failed_node": None, "inputs": None, "outcomes": {}, "source": "builder"}
    return static.from_sources([item["text"] for item in sources if item["file"].endswith(".py")])


def earlier(now: state.State, shown: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The other workflows of the run, newest first; of those that went the same way only one.

    A program that reads back what it wrote goes wrong in the writing workflow, and the reading one is shown.
    """
    found: list[dict[str, Any]] = []
    for run in reversed(now.runs):
        if not run.outcomes or not all(outcome["ok"] for outcome in run.outcomes.values()):
            continue
        one = of_run(run)
        if one != shown and one not in found:
            found.append(one)
    return found[:EARLIER_MAX]


def loaded() -> bool:
    """Whether the program loaded any of Kailash."""
    return "kailash" in sys.modules
