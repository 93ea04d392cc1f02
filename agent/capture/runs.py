"""Observed executions of workflows: the graph as it went in, and how each node came out."""

from __future__ import annotations

import weakref
from typing import Any

from . import shapes, state


def begin(now: state.State, bound: dict[str, Any], record: dict[str, Any]) -> state.Run:
    """Remembers the workflow that is about to run."""
    workflow = bound.get("workflow")
    parameters = bound.get("parameters", bound.get("inputs"))
    try:
        ref = weakref.ref(workflow) if workflow is not None else None
    except TypeError:
        ref = None
    shown = graph(workflow, now.settings.values)
    run = state.Run(ref, shown, shapes.shape(parameters, values=now.settings.values))
    record["args"] = {
        "workflow": type(workflow).__name__,
        "nodes": {node["id"]: node["type"] for node in shown["nodes"]},
        "parameters": run.inputs,
    }
    now.keep("runs", run, state.RUNS_MAX)
    return run


def finish(now: state.State, run: state.Run, result: Any, record: dict[str, Any]) -> None:
    """Notes the outcome of every node; a result that reports failure without raising is not ok."""
    results = results_of(result)
    if results is None:
        record["result"] = shapes.shape(result)
        return
    run.outcomes = outcomes(results, now.settings.values)
    record["result"] = {name: outcome["result_shape"] for name, outcome in run.outcomes.items()}
    errors = result.get("errors") if isinstance(result, dict) else None
    bad = [name for name, outcome in run.outcomes.items() if not outcome["ok"]]
    if isinstance(errors, dict):
        for name, error in errors.items():
            run.outcomes.setdefault(str(name), {"result_shape": None}).update(
                ok=False, error=str(error)[:600]
            )
            bad.append(str(name))
    if bad:
        record["ok"] = False
        record["error"] = f"node {bad[0]}: {run.outcomes[bad[0]].get('error')}"


def results_of(result: Any) -> dict[str, Any] | None:
    """The node results in what a runtime returned, whichever runtime it was."""
    if isinstance(result, tuple) and result and isinstance(result[0], dict):
        return result[0]
    if isinstance(result, dict):
        inner = result.get("results")
        return inner if isinstance(inner, dict) else result
    return None


def outcomes(results: dict[str, Any], values: bool) -> dict[str, dict[str, Any]]:
    """The outcome of every node of a result dictionary."""
    return {str(name): outcome(result, values) for name, result in list(results.items())[: shapes.KEYS_MAX]}


def outcome(result: Any, values: bool) -> dict[str, Any]:
    """Whether one node's result reports a failure, and its shape."""
    shown = shapes.shape(result, values=values)
    if not isinstance(result, dict):
        return {"ok": True, "error": None, "result_shape": shown}
    error = result.get("_exception") or result.get("error")
    bad = (
        result.get("failed") is True
        or isinstance(result.get("_exception"), BaseException)
        or result.get("success") is False
        or (bool(error) and isinstance(error, str) and "success" not in result)
    )
    text = None
    if bad:
        text = str(error)[: shapes.TEXT_MAX] if error else None
        if isinstance(error, BaseException):
            text = f"{type(error).__name__}: {text}"
    return {"ok": not bad, "error": text, "result_shape": shown}


def graph(workflow: Any, values: bool) -> dict[str, Any]:
    """Nodes and connections of a Workflow or of a WorkflowBuilder."""
    if type(workflow).__name__ == "WorkflowBuilder" or not hasattr(workflow, "_node_instances"):
        return builder_graph(workflow, values)
    nodes = []
    given = state.current.given_to(workflow) if state.current else {}
    for name, node in list(dict(workflow.nodes).items()):
        config = given.get(name)
        if config is None:
            config = config_shape(getattr(node, "config", None), values)
        instance = workflow._node_instances.get(name)
        kind = getattr(node, "node_type", None) or type(instance).__name__
        nodes.append({"id": str(name), "type": str(kind), "config": config})
    _add_places(workflow, nodes)
    connections = [
        {
            "source": str(getattr(c, "source_node", "")),
            "output": str(getattr(c, "source_output", "")),
            "target": str(getattr(c, "target_node", "")),
            "input": str(getattr(c, "target_input", "")),
        }
        for c in list(getattr(workflow, "connections", []))
    ]
    return {"nodes": nodes, "connections": connections}


def builder_graph(builder: Any, values: bool) -> dict[str, Any]:
    """Nodes and connections of a WorkflowBuilder, as far as it was filled."""
    nodes = []
    for name, node in dict(getattr(builder, "nodes", None) or {}).items():
        if isinstance(node, dict):
            config = config_shape(node.get("config"), values)
            nodes.append({"id": str(name), "type": _builder_type(node), "config": config})
    _add_places(builder, nodes)
    connections = []
    for c in list(getattr(builder, "connections", None) or []):
        if isinstance(c, dict):
            names = [str(c.get(k, "")) for k in ("from_node", "from_output", "to_node", "to_input")]
            connections.append(dict(zip(("source", "output", "target", "input"), names, strict=True)))
    return {"nodes": nodes, "connections": connections}


def added(now: state.State) -> list[str]:
    """The lines of the user's code that added the nodes of this run; empty when there are too many to say."""
    if len(now.added) >= state.ADDED_MAX:
        return []
    ran = [node.get("at") for run in now.runs for node in run.graph["nodes"]]
    return list(dict.fromkeys([*now.added, *filter(None, ran)]))


def _add_places(workflow: Any, nodes: list[dict[str, Any]]) -> None:
    """Nodes of the same name are told apart by where the user added them."""
    places = state.current.places_in(workflow) if state.current else {}
    for node in nodes:
        if node["id"] in places:
            node["at"] = places[node["id"]]


def remember_given(now: state.State, workflow: Any, given: dict[str, Any]) -> None:
    """Keeps the parameters that a builder was given, because nodes add their defaults to them."""
    now.given = [*now.given[-state.RUNS_MAX :], (weakref.ref(workflow), given)]


def given_to_builder(builder: Any, values: bool) -> dict[str, Any]:
    """The parameters of each node of a builder as shapes."""
    return {node["id"]: node["config"] for node in builder_graph(builder, values)["nodes"]}


def builder_nodes(builder: Any) -> dict[str, str]:
    """Node types by node id of a builder."""
    nodes = dict(getattr(builder, "nodes", None) or {})
    return {str(name): _builder_type(node) for name, node in nodes.items() if isinstance(node, dict)}


def _builder_type(node: dict[str, Any]) -> str:
    kind = node.get("type")
    if not kind:
        kind = getattr(node.get("class"), "__name__", None) or type(node.get("instance")).__name__
    return str(kind)


def config_shape(config: Any, values: bool) -> dict[str, Any]:
    """A node's configuration as shapes, without what the SDK adds to every node."""
    if not isinstance(config, dict):
        return {}
    hidden = ("metadata",)
    kept = {k: v for k, v in config.items() if k not in hidden}
    shown = shapes.shape(kept, values=values)
    return shown if isinstance(shown, dict) else {}
