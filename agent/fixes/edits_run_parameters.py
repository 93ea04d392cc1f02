"""Edits of what a run is given: `runtime.execute(workflow, parameters=...)`."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, brackets, edit
from dataflow_debugger.agent.fixes.edits_calls import calls
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice


@edit
def parameters_for_nodes(
    project: Project, at: At, *, needs: dict[str, list[str]], rest: bool = False, alone: bool = True
) -> None:
    """Put values of a run under the ids of the nodes that need them: `needs` are names by node.

    With `rest` the values that no template needs are given as before. A call that runs several workflows, not
    `alone` the one with these nodes, gives them to every node.
    """
    changes = Changes(project)
    for file, call in calls(project, at, "execute*"):
        source = project.source(file)
        for word in call.keywords:
            if word.arg not in ("parameters", "inputs"):
                continue
            if word.arg == "inputs":
                start = source.span(word)[0]
                changes.add(file, [Splice(start, start + len("inputs"), "parameters")])
            whole = _divided(source, word.value, needs) if isinstance(word.value, ast.Dict) else None
            workflow = call.args[0] if call.args else None
            every = None if alone else _every(source, workflow, word.value)
            text = whole or every or _wrapped(source, word.value, needs, rest)
            changes.add(file, [Splice(*source.span(word.value), text)])
    changes.done()


def _name(key: ast.expr | None) -> str | None:
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else None


def _every(source: Source, workflow: ast.expr | None, value: ast.expr) -> str | None:
    """All the values for every node of the workflow, built or not."""
    if isinstance(workflow, ast.Call) and isinstance(workflow.func, ast.Attribute):
        workflow = workflow.func.value if workflow.func.attr == "build" else None
    if not isinstance(workflow, ast.Name | ast.Attribute):
        return None
    return f"{{node: {source.segment(value)} for node in {source.segment(workflow)}.nodes}}"


def _wrapped(source: Source, value: ast.expr, needs: dict[str, list[str]], rest: bool) -> str:
    """All the values for each of the nodes, which take what they need."""
    quote, text = brackets.usual_quote(source), source.segment(value)
    parts = [f"{brackets.quoted(node, quote)}: {text}" for node in needs]
    return "{" + ", ".join([f"**{text}", *parts] if rest else parts) + "}"


def _divided(source: Source, node: ast.Dict, needs: dict[str, list[str]]) -> str:
    """The dictionary with what each node needs under its id."""
    quote = brackets.usual_quote(source)
    texts = {}
    for key, value in zip(node.keys, node.values, strict=True):
        whole = (
            f"**{source.segment(value)}" if key is None else f"{source.segment(key)}: {source.segment(value)}"
        )
        texts[_name(key) or whole] = whole
    wanted = {name for names in needs.values() for name in names}
    kept = [text for name, text in texts.items() if name not in wanted]
    if not kept and len(needs) == 1:
        return f"{{{brackets.quoted(next(iter(needs)), quote)}: {source.segment(node)}}}"
    for owner, names in needs.items():
        inner = ", ".join(texts[name] for name in names if name in texts)
        kept.append(f"{brackets.quoted(owner, quote)}: {{{inner}}}")
    return "{" + ", ".join(kept) + "}"
