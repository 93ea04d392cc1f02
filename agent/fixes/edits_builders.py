"""Edits of how a workflow is built: calls of the builder in a chain, `build` itself."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, NoEdit, edit, expressions
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.mapping import deleted
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

# They return something else than the builder, so nothing can be chained behind them.
ENDS_CHAIN = ("add_node", "add_connection", "connect")


@edit
def call_build(project: Project, at: At) -> None:
    """Call `build` where only the method is named: `execute(wf.build)`, `workflow = wf.build`."""
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for node in source.nodes:
            around = source.parent(node)
            called = isinstance(around, ast.Call) and around.func is node
            if not isinstance(node, ast.Attribute) or node.attr != "build" or called:
                continue
            handed_on = isinstance(around, (ast.Call, ast.Assign, ast.Return))
            if handed_on and _is_builder(project, file, node.value):
                end = source.span(node)[1]
                changes.add(file, [Splice(end, end, "()")])
    changes.done()


def _is_builder(project: Project, file: str, node: ast.expr) -> bool:
    """Whether an expression may be a WorkflowBuilder: it is one, or nothing is known of it."""
    places = [place.node for place in written(project, file, node)]
    made = [place for place in places if isinstance(place, ast.Call)]
    return not made or any(_name(call) == "WorkflowBuilder" for call in made)


@edit
def build_after_last_node(project: Project, at: At) -> None:
    """Move `workflow = builder.build()` at file and line behind the last statement that adds a node."""
    file = project.find(at.file) if at.file else None
    if file is None or at.line is None:
        raise NoEdit("the place of the build is not known")
    source = project.source(file)
    statement = source.statement_at(at.line)
    value = statement.value if isinstance(statement, (ast.Assign, ast.AnnAssign)) else None
    if statement is None or not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute):
        raise NoEdit("the line does not keep a built workflow")
    builder = source.segment(value.func.value)
    block = source.block(statement)
    after = [one for one in block[block.index(statement) + 1 :] if _adds_to(source, one, builder)]
    if not after:
        raise NoEdit("no node is added behind the build")
    end = source.line_end(after[-1].end_lineno or after[-1].lineno)
    text = source.segment(statement)
    lead = "" if source.text[:end].endswith(("\n", "\r")) else "\n"
    moved = Splice(end, end, f"{lead}{source.indent(statement.lineno)}{text}\n")
    project.splice(file, [*deleted(source, statement), moved])


def _adds_to(source: Source, statement: ast.stmt, builder: str) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ENDS_CHAIN
        and source.segment(node.func.value) == builder
        for node in ast.walk(statement)
    )


@edit
def split_chain(project: Project, at: At) -> None:
    """Write chained calls of a builder (`wf.add_node(...).add_node(...)`) as statements of their own.

    `wf = wf.add_node(...)` loses its assignment.
    """
    changed = False
    for file in project.python():
        for _ in range(40):
            splices = _next_split(project.source(file))
            if not splices:
                break
            project.splice(file, splices)
            changed = True
    if not changed:
        raise NoEdit("there is no chain of calls")


def _next_split(source: Source) -> list[Splice]:
    for node in source.calls():
        calls, root = _chain(node)
        inner = isinstance(source.parent(node), ast.Attribute)
        if inner or not any(_name(call) in ENDS_CHAIN for call in calls):
            continue
        statement = source.statement(node)
        if statement is None or hasattr(statement, "body"):
            continue
        broken = any(_name(call) in ENDS_CHAIN for call in calls[:-1])
        fresh = isinstance(root, ast.Call) and _name(root) == "WorkflowBuilder"
        kept = isinstance(statement, ast.Assign) and statement.value is node
        again = kept and source.segment(root) == source.segment(statement.targets[0])  # type: ignore[attr-defined]
        if broken or fresh or again:
            return _as_statements(source, statement, node, calls, root)
    return []


def _chain(node: ast.expr) -> tuple[list[ast.Call], ast.expr]:
    """The method calls of a chain in their order, and what the first one is called on."""
    calls: list[ast.Call] = []
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        calls.insert(0, node)
        node = node.func.value
    return calls, node


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _as_statements(
    source: Source, statement: ast.stmt, node: ast.Call, calls: list[ast.Call], root: ast.expr
) -> list[Splice]:
    target = source.segment(statement.targets[0]) if isinstance(statement, ast.Assign) else ""
    whole = getattr(statement, "value", None) is node
    last_ends = _name(calls[-1]) in ENDS_CHAIN
    lines, builder = [], source.segment(root)
    if isinstance(root, ast.Call):
        scope = source.function(statement) or source.tree
        builder = (
            target if whole and target and last_ends else expressions.fresh(scope, "builder", "workflow")
        )
        lines.append(f"{builder} = {source.segment(root)}")
    for call in calls if last_ends else calls[:-1]:
        assert isinstance(call.func, ast.Attribute)
        arguments = source.text[source.span(call.func)[1] : source.span(call)[1]]
        lines.append(f"{builder}.{call.func.attr}{arguments}")
    rest = builder
    if not last_ends:
        function = calls[-1].func
        rest += f".{_name(calls[-1])}{source.text[source.span(function)[1] : source.span(node)[1]]}"
    start, end = source.span(statement)
    inner = source.outer_span(node)
    done = whole and last_ends and (not target or target == builder)
    if not done:
        lines.append(source.text[start : inner[0]] + rest + source.text[inner[1] : end])
    separator = "\n" + source.indent(statement.lineno)
    return [Splice(start, end, separator.join(line for line in lines if line))]
