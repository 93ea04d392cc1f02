"""Edits of `with` blocks that enter, as a session, an instance whose whole life they are."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.entered import Entered, entered
from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.blocks import first_line, indented, outdented
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice
from dataflow_debugger.agent.pattern_source import Source as PatternSource


@edit
def extend_entered(project: Project, at: At, *, call: str) -> None:
    """Indent what the module does after the only `with db:` of an instance into that block."""
    blocks = _of_instance(project, at, call)
    if len(blocks) != 1:
        raise NoEdit("the instance is entered more than once")
    source, block, one = blocks[0]
    around = source.block(block)
    rest = around[around.index(block) + 1 :]
    # A function may run again, and what it runs again must not leave the block.
    if source.function(block) is not None or one.in_loop or not rest:
        raise NoEdit("the block is run again, or nothing follows it")
    if any(isinstance(statement, (ast.FunctionDef, ast.ClassDef)) for statement in rest):
        raise NoEdit("functions are defined behind the block")
    first = source.line_of(source.span(block)[1] - 1) + 1
    project.splice(one.source.file, indented(source, rest, first))


@edit
def leave_instance_open(project: Project, at: At, *, call: str) -> None:
    """Take `with db:` away around the uses of an instance, in every place; one around all the work stays."""
    changes = Changes(project)
    blocks = _of_instance(project, at, call)
    for source, block, one in blocks:
        if len(blocks) > 1 and _around_all(source, block):
            continue
        changes.add(one.source.file, _without_entering(source, block, one))
    changes.done()


def _of_instance(project: Project, at: At, call: str) -> list[tuple[Source, ast.With, Entered]]:
    """The blocks that enter the instance whose block `at` names, as the edits' sources have them."""
    files = {file: PatternSource(project.text(file), file) for file in project.python()}
    where = project.find(at.file) if at.file else None
    listed = list(entered(files, call))
    named = next((one for one in listed if one.source.file == where and one.block.lineno == at.line), None)
    found = []
    for one in listed:
        source = project.source(one.source.file)
        block = source.nodes[one.source.nodes.index(one.block)]
        if (named is None or one.made is named.made) and isinstance(block, ast.With):
            found.append((source, block, one))
    return found


def _around_all(source: Source, block: ast.With) -> bool:
    """Whether a block is the last thing that the module does."""
    outer: ast.AST = block
    for parent in source.ancestors(block):
        if not isinstance(parent, (ast.Module, ast.If)) or getattr(parent, "body", [None])[-1] is not outer:
            return False
        outer = parent
    return True


def _without_entering(source: Source, block: ast.With, one: Entered) -> list[Splice]:
    """The block without the part of its header that enters the instance, or its statements where none is left."""
    index = next((i for i, item in enumerate(one.block.items) if item is one.item), None)
    if index is None:
        return _without_stack(source, block, one)
    item = block.items[index]
    name = item.optional_vars
    kept = f"{source.segment(name)} = {source.segment(item.context_expr)}" if name is not None else ""
    start, indent = source.span(block)[0], source.indent(block.lineno)
    if len(block.items) > 1:
        first, last = block.items[max(index - 1, 0)], block.items[min(index + 1, len(block.items) - 1)]
        span = (
            (_end(source, first), _end(source, item))
            if index
            else (_start(source, item), _start(source, last))
        )
        bound = [Splice(start, start, f"{kept}\n{indent}")] if kept else []
        return [*bound, Splice(*span, "")]
    body = first_line(block.body[0])
    if body == block.lineno:
        return [Splice(start, source.span(block.body[0])[0], f"{kept}; " if kept else "")]
    header = source.line_of(_end(source, item))
    while not source.raw_lines[header - 1].split("#")[0].rstrip().endswith(":"):
        header += 1
    made = Splice(
        source.line_start(block.lineno), source.line_start(header + 1), f"{indent}{kept}\n" if kept else ""
    )
    return [made, *outdented(source, block.body, header + 1)]


def _without_stack(source: Source, block: ast.With, one: Entered) -> list[Splice]:
    """`stack.enter_context(db)` as `db`."""
    given = source.nodes[one.source.nodes.index(one.entered)]
    outer = source.parent(given)
    if not isinstance(outer, ast.Call):
        raise NoEdit("what is entered is not an argument")
    return [Splice(*source.span(outer), source.segment(given))]


def _start(source: Source, item: ast.withitem) -> int:
    return source.outer_span(item.context_expr)[0]


def _end(source: Source, item: ast.withitem) -> int:
    return source.outer_span(item.optional_vars or item.context_expr)[1]
