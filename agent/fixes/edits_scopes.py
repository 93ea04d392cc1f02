"""The edit that puts the nodes of a workflow into one transaction."""

from __future__ import annotations

import ast
import fnmatch

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_instances import meant_for, reached
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import Site, sites
from dataflow_debugger.agent.fixes.spans import Source, Splice

_RUNS = {"execute": "parameters", "execute_async": "parameters", "execute_workflow_async": "inputs"}
_OUTPUTS = {"update": "id", "delete": "deleted", "upsert": "record", "create": "id"}


@edit
def transaction_around_nodes(project: Project, at: At, *, nodes: list[str]) -> None:
    """Let the nodes of the run at file and line write in one transaction, which ends with the last of them.

    Every node that writes is run after the beginning and before the commit, and the run is given the instance.
    PostgreSQL only: on SQLite a workflow that fails leaves the scope open, and its lock.
    """
    if not (project.dialect or "").startswith("postgres"):
        raise NoEdit("only PostgreSQL ends the transaction of a workflow that failed")
    file = project.find(at.file) if at.file else None
    if file is None or at.line is None:
        raise NoEdit("the run is not known")
    source = project.source(file)
    run = next((call for call in source.calls() if _runs_at(call, at.line)), None)
    builder = _builder(project, file, run) if run is not None else None
    if run is None or builder is None:
        raise NoEdit("what is run was not found")
    inside = [
        site for site in sites(project) if site.kind == "node" and _adds_to(source, site, file, builder)
    ]
    writing = [site for site in inside if site.operation and not site.operation.startswith(("list", "read"))]
    if not all(any(fnmatch.fnmatchcase(name, site.node) for site in writing) for name in nodes):
        raise NoEdit("not all nodes of the workflow are added in one place")
    changes = Changes(project)
    quote = brackets.usual_quote(source)
    begin, commit = _fresh(inside, "begin"), _fresh(inside, "commit")

    def line(method: str, *words: str) -> str:
        return f"{builder}.{method}({', '.join(words)})"

    def text(word: str) -> str:
        return brackets.quoted(word, quote)

    head = [
        line("add_node", text("TransactionScopeNode"), text(begin), "{}"),
        line("add_node", text("TransactionCommitNode"), text(commit), "{}"),
    ]
    first = _outermost(source, min(inside, key=lambda site: site.call.lineno), run)
    changes.add(file, [inserted(source, first, "\n".join(head))])
    for site in writing:
        assert site.id_node is not None
        name = source.segment(site.id_node)
        output = text(_OUTPUTS.get(site.operation, "success"))
        lines = [
            line("add_connection", text(begin), text("status"), name, text("_begun")),
            line("add_connection", name, output, text(commit), _prefixed(source, site.id_node)),
        ]
        changes.add(file, [inserted(source, source.holder(site.call), "\n".join(lines), after=True)])
    instance, imports = reached(project, writing[0], meant_for(project, writing[0], None))
    context = f"{{{text('workflow_context')}: {{{text('dataflow_instance')}: {instance}}}}}"
    changes.add(file, [*_given(source, run, context), *imports])
    changes.done()


def _runs_at(call: ast.Call, line: int) -> bool:
    named = isinstance(call.func, ast.Attribute) and call.func.attr in _RUNS
    return named and bool(call.args) and call.lineno <= line <= (call.end_lineno or call.lineno)


def _builder(project: Project, file: str, run: ast.Call) -> str | None:
    """The builder whose workflow a run executes, as the file of the run names it."""
    for place in written(project, file, run.args[0]):
        function = place.node.func if isinstance(place.node, ast.Call) and place.file == file else None
        if isinstance(function, ast.Attribute) and function.attr == "build":
            return project.source(file).segment(function.value)
    return None


def _adds_to(source: Source, site: Site, file: str, builder: str) -> bool:
    function = site.call.func
    return (
        site.file == file
        and site.id_node is not None
        and isinstance(function, ast.Attribute)
        and source.segment(function.value) == builder
    )


def _prefixed(source: Source, node: ast.expr) -> str:
    """The name of the commit's input for a node: its id after `_done_`, written as the id is."""
    text = source.segment(node)
    if isinstance(node, (ast.Constant, ast.JoinedStr)):
        opening = text.index(text[-1]) + 1
        return f"{text[:opening]}_done_{text[opening:]}"
    return f'f"_done_{{{text}}}"'


def _fresh(inside: list[Site], word: str) -> str:
    taken = any(fnmatch.fnmatchcase(word, site.node) for site in inside if site.node != "*")
    return f"{word}_transaction" if taken else word


def _outermost(source: Source, site: Site, run: ast.Call) -> ast.stmt:
    """The statement around the first node in the block of the function that runs the workflow."""
    scope = source.scope_of(run)
    found = source.holder(site.call)
    for around in source.ancestors(site.call):
        if around is scope:
            break
        if isinstance(around, ast.stmt):
            found = around
    return found


def _given(source: Source, run: ast.Call, context: str) -> list[Splice]:
    """The run with the context among its parameters."""
    assert isinstance(run.func, ast.Attribute)
    word = _RUNS[run.func.attr]
    known = next((one.value for one in run.keywords if one.arg in ("parameters", "inputs")), None)
    if known is None and len(run.args) < 2:
        return brackets.add(source, run, f"{word}={context}")
    known = known or run.args[1]
    if isinstance(known, ast.Dict):
        return brackets.add(source, known, context[1:-1])
    raise NoEdit("the parameters of the run are not written out")
