"""Edits of connections that end at one input of a PythonCodeNode: an input for each, joined in the code."""

from __future__ import annotations

import ast
import builtins
import fnmatch
import keyword
import re
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.edits_nodes import Wire, wires
from dataflow_debugger.agent.fixes.edits_python_code import code_literals, prepend_code
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.keys import Changes, Found, entries
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import bindings_in
from dataflow_debugger.agent.fixes.sites import text_glob
from dataflow_debugger.agent.fixes.spans import Source, Splice
from dataflow_debugger.agent.fixes.strings import replaced

_ITERATED = r"\bin\s+{0}\b|\b(?:sum|len|max|min|sorted|list|set|any|all|enumerate|join)\(\s*{0}\b"
# How the values stand in the code: lists one behind the other, single values in a list.
_LIST, _SINGLE = ("", " + ", ""), ("[", ", ", "]")


@edit
def own_inputs(project: Project, at: At, *, input: str, ends: list[list[str]], listed: bool) -> None:
    """Give each of several connections an input named after its node, and join them in the code.

    `ends` are the node and the output of each. Lists (`listed`) are put one behind the other; single values
    make a list, where the code goes through the input.
    """
    names = _names(ends)
    if not listed and not _iterated(project, at, input):
        raise NoEdit("it is not known how the values are to be joined")
    fitting = [wire for wire in wires(project) if _ends_there(project, wire, at.node, input, ends)]
    changes = Changes(project)
    for wire in fitting:
        owner, port = wire.parts["from_node"], wire.parts["to_input"]
        assert owner is not None and port is not None
        source = project.source(wire.file)
        changes.add(wire.file, [Splice(*source.outer_span(port), source.segment(owner))])
    for file, port, name in _rows(project, at.node, input, ends):
        changes.add(file, [replaced(project.source(file), port, name)])
    if not any(changes.splices.values()):
        raise NoEdit("the connections were not found")
    begin, between, end = _LIST if listed else _SINGLE
    code, *more = entries(project, at, "code", whole_model=False)
    grown = _grown(project, code, fitting, f"{input} = {begin}", between, end) if fitting else None
    if grown is not None and not more:
        changes.add(code.entry.file, [grown])
    changes.done()
    if grown is None or more:
        prepend_code(project, at, statement=f"{input} = {begin}{between.join(names)}{end}")


@edit
def join_before(project: Project, at: At, *, input: str, ends: list[list[str]], listed: bool) -> None:
    """Put a PythonCodeNode before a node that takes one list, which joins the lists of several connections."""
    names = _names(ends)
    fitting = [wire for wire in wires(project) if _ends_there(project, wire, at.node, input, ends)]
    if not listed or not fitting or len({wire.file for wire in fitting}) > 1:
        raise NoEdit("the connections were not found, or do not bring lists")
    file, source = fitting[0].file, project.source(fitting[0].file)
    looped = [_loop(source, wire) for wire in fitting]
    held = [loop or source.holder(wire.call) for loop, wire in zip(looped, fitting, strict=True)]
    if len({id(source.parent(one)) for one in held}) > 1 or (any(looped) and len(fitting) > 1):
        raise NoEdit("the connections are not made in one place")
    quote, wire = brackets.usual_quote(source), fitting[0]
    between = brackets.quoted(f"{at.node}_{input}", quote)
    code = brackets.quoted(f"result = {' + '.join(names)}", quote)
    if looped[0] is not None:
        each = _each(project, source, wire, looped[0].iter)
        if each is None:
            raise NoEdit("what the loop goes through cannot be told before it")
        code = f'"result = " + " + ".join({each})'
    assert isinstance(wire.call.func, ast.Attribute)
    builder, into, port = source.segment(wire.call.func.value), wire.parts["to_node"], wire.parts["to_input"]
    assert into is not None and port is not None
    node = f'{builder}.add_node("PythonCodeNode", {between}, {{"code": {code}}})'
    last = f'{builder}.add_connection({between}, "result", {source.segment(into)}, {source.segment(port)})'
    changes = Changes(project)
    changes.add(
        file, [inserted(source, held[0], node, after=False), inserted(source, held[-1], last, after=True)]
    )
    for one in fitting:
        owner, into, port = (one.parts[part] for part in ("from_node", "to_node", "to_input"))
        assert owner is not None and into is not None and port is not None
        new = [
            Splice(*source.outer_span(into), between),
            Splice(*source.outer_span(port), source.segment(owner)),
        ]
        changes.add(file, new)
    changes.done()


def _names(ends: list[list[str]]) -> list[str]:
    """The nodes, after which the inputs are to be named."""
    names = list(dict.fromkeys(end[0] for end in ends))
    if len(names) != len(ends) or any(_unfit(name) for name in names):
        raise NoEdit("the nodes do not give the inputs names of their own")
    return names


def _rows(
    project: Project, node: str | None, input: str, ends: list[list[str]]
) -> Iterator[tuple[str, ast.Constant, str]]:
    """The inputs in a list of connections: `("list_a", "records", "sum", "rows")`."""
    for file in project.python():
        for listed in project.source(file).nodes:
            elements = listed.elts if isinstance(listed, (ast.Tuple, ast.List)) else []
            values = [one.value if isinstance(one, ast.Constant) else None for one in elements]
            if len(values) == 4 and values[:2] in ends and values[2:] == [node, input]:
                port = elements[3]
                assert isinstance(port, ast.Constant)
                yield file, port, str(values[0])


def _unfit(name: str) -> bool:
    return not name.isidentifier() or keyword.iskeyword(name) or hasattr(builtins, name)


def _iterated(project: Project, at: At, input: str) -> bool:
    pattern = _ITERATED.format(re.escape(input))
    return all(re.search(pattern, str(literal.value)) for _, literal in code_literals(project, at))


def _ends_there(project: Project, wire: Wire, node: str | None, input: str, ends: list[list[str]]) -> bool:
    """Whether a connection, whatever its names stand for, ends at this input and nowhere else."""
    owner, port, into = (wire.parts.get(part) for part in ("from_node", "to_input", "to_node"))
    if owner is None or port is None or into is None:
        return False
    glob = text_glob(project, wire.file, owner)
    return (
        any(fnmatch.fnmatchcase(end[0], glob) for end in ends)
        and _always(project, wire.file, port, input)
        and _always(project, wire.file, into, node)
    )


def _always(project: Project, file: str, node: ast.expr, text: str | None) -> bool:
    places = written(project, file, node)
    return all(isinstance(p.node, ast.Constant) and not p.item and p.node.value == text for p in places)


def _grown(
    project: Project, code: Found, fitting: list[Wire], begin: str, between: str, end: str
) -> Splice | None:
    """The code with the join before it, as an expression that follows the loops that make the connections.

    None where the code is a text that can simply be changed.
    """
    file, value = code.entry.file, code.entry.value
    source = project.source(file)
    here = all(w.file == file and source.function(w.call) is source.function(value) for w in fitting)
    looped = [wire for wire in fitting if _loop(source, wire) is not None] if here else []
    if isinstance(value, ast.Constant) and not looped:
        return None
    places = written(project, file, value)
    if any(isinstance(p.node, ast.Constant) and _indented(str(p.node.value)) for p in places):
        # A line before indented code would not have its indentation.
        return None
    if not looped:
        literals = [w.parts["from_node"] for w in fitting]
        texts = [text_glob(project, w.file, n) for w, n in zip(fitting, literals, strict=True)]
        if not here or any("*" in text for text in texts):
            return None
        parts = [f'"{begin}{between.join(texts)}{end}\\n"']
    elif len(looped) == len(fitting) == 1:
        each = _each(project, source, looped[0], value)
        if each is None:
            return None
        parts = [f'"{begin}"', f'"{between}".join({each})', f'"{end}\\n"']
    else:
        return None
    return Splice(*source.outer_span(value), " + ".join([*parts, source.segment(value)]))


def _indented(text: str) -> bool:
    first = next((line for line in text.split("\n") if line.strip()), "")
    return first[:1].isspace()


def _loop(source: Source, wire: Wire) -> ast.For | None:
    """The loop that makes the connection, within its function."""
    for around in source.ancestors(wire.call):
        if isinstance(around, ast.For):
            return around
        if isinstance(around, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return None
    return None


def _each(project: Project, source: Source, wire: Wire, value: ast.expr) -> str | None:
    """`f"load_{kind}" for kind in kinds`, where it means the same at the node as in the loop."""
    loop, owner = _loop(source, wire), wire.parts["from_node"]
    if loop is None or owner is None:
        return None
    targets = {n.id for n in ast.walk(loop.target) if isinstance(n, ast.Name)}
    if isinstance(owner, ast.Name) and owner.id not in targets:
        places = written(project, wire.file, owner)
        if len(places) != 1 or places[0].file != wire.file or loop not in source.ancestors(places[0].node):
            return None
        owner = places[0].node
    used = {n.id for part in (owner, loop.iter) for n in ast.walk(part) if isinstance(n, ast.Name)} - targets
    first, last = sorted((value.lineno, loop.lineno))
    scope = source.scope_of(wire.call)
    bound = [statement.lineno for name in used for statement in bindings_in(source, scope, name)]
    if any(first <= line <= last or line > value.lineno for line in bound):
        return None
    return f"{source.segment(owner)} for {source.segment(loop.target)} in {source.segment(loop.iter)}"
