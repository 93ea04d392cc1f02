"""An edit that gives an argument of one call to the call that makes another of its arguments, and back."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_calls import name_of
from dataflow_debugger.agent.fixes.follow import parameters, written
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import bindings_in
from dataflow_debugger.agent.fixes.spans import FUNCTIONS, Source, Splice

Named = tuple[str, ast.Call]

# Inside these an expression may run at another time than its statement, often or not at all.
_APART = (ast.Lambda, ast.IfExp, ast.BoolOp, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@edit
def move_argument(
    project: Project,
    at: At,
    *,
    source: str,
    target: str,
    keyword: str = "",
    name: str = "",
    beside: str = "",
    setting: str = "",
) -> None:
    """Take an argument from the calls of `source` and give it to those of `target`, as the keyword `name`.

    The argument is the keyword `keyword` or, when none is given, the keyword `name` or the first positional one.
    One of the two calls makes an argument of the other, also through names, functions and files; with `beside` it
    is this argument of `source`. Where the value means nothing at that call, or the call serves others too, the
    object is changed before the statement: `setting: database.url` writes `config.database.url = url`.
    """
    changes = Changes(project)
    pairs = list(_pairs(project, source, target, beside))
    makers = [taker[1] for _, taker in pairs if taker is not None]
    for giver, taker in dict.fromkeys(pairs):
        file, call = giver
        text = project.source(file)
        value = _argument(call, keyword, name)
        if value is None:
            continue
        alone = taker is not None and (makers.count(taker[1]) == 1 or not setting)
        if taker is not None and alone and _means_the_same(project, file, value, call, taker):
            changes.add(file, _taken(text, call, value))
            given = f"{name or keyword}={text.segment(value)}"
            changes.add(taker[0], _given(project.source(taker[0]), taker[1], call, given))
        else:
            changes.add(file, _set_before(text, call, value, beside, setting))
    changes.done()


def _pairs(project: Project, source: str, target: str, beside: str) -> Iterator[tuple[Named, Named | None]]:
    """Each call of `source` with the call of `target` that belongs to it, None where that is not known."""
    givers, takers = list(_named(project, source)), list(_named(project, target))
    linked = False
    for giver in givers:
        found = list(dict.fromkeys([*_makers(project, giver, takers), *_users(project, giver, takers)]))
        held = any(word.arg == beside for word in giver[1].keywords)
        if found or (beside and held):
            linked = True
            yield giver, found[0] if len(found) == 1 else None
    for file, giver_call in givers if not linked and not beside else ():
        near = [taker for taker in takers if taker[0] == file]
        if near:
            yield (file, giver_call), near[-1]


def _named(project: Project, name: str) -> Iterator[Named]:
    for file in project.python():
        for call in project.source(file).calls():
            if name_of(call).rpartition(".")[2] == name:
                yield file, call


def _makers(project: Project, user: Named, makers: list[Named]) -> Iterator[Named]:
    """Those of the calls that make an argument of another call."""
    for value in [*user[1].args, *(word.value for word in user[1].keywords)]:
        nodes = {place.node for place in written(project, user[0], value)}
        yield from (maker for maker in makers if maker[1] in nodes)


def _users(project: Project, maker: Named, users: list[Named]) -> Iterator[Named]:
    yield from (user for user in users if any(_makers(project, user, [maker])))


def _argument(call: ast.Call, keyword: str, name: str) -> ast.expr | None:
    words = {word.arg: word.value for word in call.keywords}
    if keyword:
        return words.get(keyword)
    first = call.args[0] if call.args and not isinstance(call.args[0], ast.Starred) else None
    return words.get(name, first)


def _means_the_same(project: Project, file: str, value: ast.expr, call: ast.Call, taker: Named) -> bool:
    """Whether the value may be written at the other call: its names stand there for what they stand for here."""
    names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    names = {name for name in names if not hasattr(builtins, name)}
    if not names or (file == taker[0] and any(node is taker[1] for node in ast.walk(call))):
        return not any(isinstance(node, ast.Await) for node in ast.walk(value))
    if file != taker[0]:
        return False
    source = project.source(file)
    here, there = source.scope_of(value), source.scope_of(taker[1])
    return all(_known(source, name, here, there, taker[1].lineno) for name in names)


def _known(source: Source, name: str, here: ast.AST, there: ast.AST, line: int) -> bool:
    """Whether a name of one scope has its one value in another, from before the line."""
    if here is there and isinstance(here, FUNCTIONS):
        bound = bindings_in(source, here, name)
        if name in parameters(here):
            return not bound
        if bound:
            return len(bound) == 1 and bound[0].lineno < line
    hidden = any(
        bindings_in(source, scope, name) or (isinstance(scope, FUNCTIONS) and name in parameters(scope))
        for scope in (here, there)
        if scope is not source.tree
    )
    bound = bindings_in(source, source.tree, name)
    return not hidden and len(bound) == 1 and bound[0].lineno < line


def _taken(source: Source, call: ast.Call, value: ast.expr) -> list[Splice]:
    return brackets.remove(source, call, brackets.argument_index(source, call, value))


def _given(source: Source, taker: ast.Call, giver: ast.Call, given: str) -> list[Splice]:
    """A keyword as the last argument of a call; the call may hold the one that gives the argument away."""
    if not any(node is giver for node in ast.walk(taker)):
        return brackets.add(source, taker, given)
    end = source.span(taker)[1] - 1
    before = source.text[:end].rstrip()
    lead = "" if before.endswith(("(", ",")) else ", "
    return [Splice(end, end, f"{lead}{given}")]


def _set_before(source: Source, call: ast.Call, value: ast.expr, beside: str, setting: str) -> list[Splice]:
    """The object beside the argument gets its value in a statement of its own. Raises NoEdit where it cannot."""
    held = next((word.value for word in call.keywords if word.arg == beside), None)
    statement = source.holder(call)
    between = [node for node in source.ancestors(call) if node not in source.ancestors(statement)]
    start = source.line_start(statement.lineno)
    begins = not source.text[start : source.span(statement)[0]].strip()
    repeated = isinstance(statement, (ast.While, *FUNCTIONS, ast.ClassDef))
    if not setting or held is None or not begins or repeated or any(isinstance(n, _APART) for n in between):
        raise NoEdit("the argument means nothing at the other call")
    indent, text = source.indent(statement.lineno), source.segment(value)
    splices = _taken(source, call, value)
    if isinstance(held, ast.Name):
        return [Splice(start, start, f"{indent}{held.id}.{setting} = {text}\n"), *splices]
    scope = source.scope_of(call)
    name = next(one for one in ("configuration", "own_configuration") if not bindings_in(source, scope, one))
    lines = f"{indent}{name} = {source.segment(held)}\n{indent}{name}.{setting} = {text}\n"
    return [Splice(start, start, lines), *splices, Splice(*source.outer_span(held), name)]
