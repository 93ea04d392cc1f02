"""The edit that makes an asynchronous transaction synchronous, wherever its statements are."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.follow import LEVELS, callee, written
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place
from dataflow_debugger.agent.fixes.spans import Source, Splice

_MANAGER = "transactions"
_ENTER = {"enter_async_context": "enter_context"}


@edit
def async_to_sync_transaction(project: Project, at: At) -> None:
    """Use `db.transactions_sync` in a plain `with`, and do not await what is called on the transaction.

    A transaction is followed into the functions, objects and context managers of the program that are given it;
    these stay as they are but for the awaits.
    """
    changes, begun = Changes(project), set[ast.Call]()
    for file, call in _begins(project):
        source = project.source(file)
        splices = _entered_plainly(source, call)
        if splices:
            begun.add(call)
            changes.add(file, splices)
            for where, one in _managers(project, file, call):
                end = project.source(where).span(one)[1]
                changes.add(where, [Splice(end, end, "_sync")])
    for file, call in _statements(project, begun):
        source = project.source(file)
        awaited = source.parent(call)
        if not isinstance(awaited, ast.Await):
            raise NoEdit("a statement of the transaction is handed on as a coroutine")
        changes.add(file, [Splice(source.span(awaited)[0], source.outer_span(call)[0], "")])
    changes.done()


def _begins(project: Project) -> Iterator[tuple[str, ast.Call]]:
    """The calls `….begin()` on `db.transactions`, also through a name for it."""
    for file in project.python():
        for call in project.source(file).calls():
            begins = isinstance(call.func, ast.Attribute) and call.func.attr == "begin"
            if begins and any(True for _ in _managers(project, file, call)):
                yield file, call


def _managers(project: Project, file: str, call: ast.Call) -> Iterator[tuple[str, ast.Attribute]]:
    """Where `.transactions` is written on whose result a transaction is begun."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else call.func
    places = [Place(file, owner)]
    if not (isinstance(owner, ast.Attribute) and owner.attr == _MANAGER):
        places = written(project, file, owner)
    for place in places:
        if isinstance(place.node, ast.Attribute) and place.node.attr == _MANAGER and not place.item:
            yield place.file, place.node


def _entered_plainly(source: Source, call: ast.Call) -> list[Splice]:
    """What makes the `async with` around the call a `with`; nothing where the call is not entered so."""
    parent = source.parent(call)
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute) and parent.func.attr in _ENTER:
        end = source.span(parent.func)[1]
        plain = Splice(end - len(parent.func.attr), end, _ENTER[parent.func.attr])
        awaited = source.parent(parent)
        if not isinstance(awaited, ast.Await):
            return []
        return [plain, Splice(source.span(awaited)[0], source.outer_span(parent)[0], "")]
    block = source.parent(parent) if isinstance(parent, ast.withitem) else None
    if not isinstance(block, ast.AsyncWith):
        return []
    if len(block.items) > 1:
        raise NoEdit("the block enters something else besides")
    start = source.span(block)[0]
    return [Splice(start, source.text.index("with", start), "")]


def _statements(project: Project, begun: set[ast.Call]) -> Iterator[tuple[str, ast.Call]]:
    """The calls of `execute_raw` on transactions that are begun by one of the calls."""
    for file in project.python():
        for call in project.source(file).calls():
            function = call.func
            if not isinstance(function, ast.Attribute) or function.attr != "execute_raw":
                continue
            if _is_begun(project, file, function.value, begun):
                yield file, call


def _is_begun(project: Project, file: str, node: ast.expr, begun: set[ast.Call], level: int = 0) -> bool:
    """Whether an expression is such a transaction, also one that a function of the program yields."""
    for place in written(project, file, node):
        value = place.node
        if isinstance(value, ast.Call) and getattr(value.func, "attr", "") in _ENTER and value.args:
            value = value.args[0]
        if value in begun:
            return True
        found = callee(project, place.file, value.func) if isinstance(value, ast.Call) else None
        if found is None or level >= LEVELS:
            continue
        yielded = [one.value for one in ast.walk(found[1]) if isinstance(one, ast.Yield) and one.value]
        if any(_is_begun(project, found[0], one, begun, level + 1) for one in yielded):
            return True
    return False
