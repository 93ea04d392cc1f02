"""Edits by pattern: rewriting expressions and statements, inserting, deleting and moving statements."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from dataflow_debugger.agent import patterns
from dataflow_debugger.agent.fixes import At, NoEdit, edit, expressions
from dataflow_debugger.agent.fixes.imports import with_import
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.mapping import deleted
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice

_META = re.compile(r"\$(?:\$\$)?([A-Z_][A-Z0-9_]*)")


def matches(
    project: Project, at: At, pattern: str, where: Mapping[str, Any] | None = None, everywhere: bool = False
) -> list[tuple[str, patterns.Match]]:
    """Where the pattern matches: at file and line when it does there, else in all files that took part."""
    compiled = patterns.compile(pattern)
    sources = {name: project.source(name) for name in project.python()}
    found = [
        (name, match)
        for name, source in sources.items()
        for match in compiled.matches(source, where=where, sources=sources)
    ]
    if not everywhere and at.file is not None and at.line is not None:
        file, line, last = project.find(at.file), at.line, at.end_line or at.line
        here = [(n, m) for n, m in found if n == file and m.line <= last and line <= m.end_line]
        found = _innermost(here) or found
    if not found:
        raise NoEdit(f"the pattern {pattern!r} matches nowhere")
    return found


def _innermost(found: list[tuple[str, patterns.Match]]) -> list[tuple[str, patterns.Match]]:
    """Of matches of whole blocks only those that do not hold another one."""
    return [
        (name, match)
        for name, match in found
        if not any(o is not match and match.span[0] <= o.span[0] and o.span[1] <= match.span[1] and
                   o.span != match.span and isinstance(match.node, ast.stmt) for _, o in found)
    ]  # fmt: skip


@edit
def rewrite(
    project: Project,
    at: At,
    *,
    pattern: str,
    to: str,
    where: dict[str, Any] | None = None,
    everywhere: bool = False,
    imports: str | None = None,
) -> None:
    """Replace what the pattern matches by `to`, with its metavariables; `imports` is a statement to add."""
    changes = Changes(project)
    for file, match in matches(project, at, pattern, where, everywhere):
        source = project.source(file)
        template, added = with_import(project, file, imports, to)
        splice = _rewritten(source, match, template)
        known = changes.splices.get(file, [])
        if splice.text != source.text[splice.start : splice.end] and all(
            _apart(splice, one) for one in known
        ):
            changes.add(file, [splice, *added])
    changes.done()


def _apart(one: Splice, other: Splice) -> bool:
    return one.end <= other.start or other.end <= one.start


def _rewritten(source: Source, match: patterns.Match, template: str) -> Splice:
    text = patterns.substitute(template, match)
    if not _keeps_structure(template, match, text):
        text = patterns.substitute(_guarded(template, match), match)
    parent = source.parent(match.node)
    alone = isinstance(parent, ast.Expr) and not _is_expression(text)
    if isinstance(match.node, ast.expr) and not alone:
        return expressions.replace(source, match.node, text)
    start, end = match.span
    indent = source.indent(source.line_of(start))
    lines = text.splitlines()
    return Splice(start, end, "\n".join([lines[0], *(indent + line if line else line for line in lines[1:])]))


def _is_expression(text: str) -> bool:
    try:
        ast.parse(text.strip(), mode="eval")
    except SyntaxError:
        return False
    return True


def _keeps_structure(template: str, match: patterns.Match, text: str) -> bool:
    """Whether the text means the template with whole expressions in its holes."""
    holes = {name: value for name, value in match.bindings.items() if isinstance(value, ast.expr)}
    marked = _META.sub(lambda m: f"__hole_{m.group(1)}" if m.group(1) in holes else m.group(), template)
    try:
        wanted = ast.parse(textwrap.dedent(marked))
        found = ast.parse(textwrap.dedent(text))
    except SyntaxError:
        return "$" in marked
    filled = _Fill(holes).visit(wanted)
    return bool(ast.dump(filled) == ast.dump(found))


class _Fill(ast.NodeTransformer):
    def __init__(self, holes: Mapping[str, ast.expr]) -> None:
        self.holes = holes

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.holes.get(node.id.removeprefix("__hole_"), node)


def _guarded(template: str, match: patterns.Match) -> str:
    """The template with parentheses around the holes that hold more than an atom."""

    def hole(found: re.Match[str]) -> str:
        value = match.bindings.get(found.group(1))
        single = isinstance(value, ast.expr) and not expressions.atomic(match.text_of(found.group(1)))
        return f"({found.group()})" if single else found.group()

    return _META.sub(hole, template)


@edit
def replace_expression(
    project: Project, at: At, *, expression: str, to: str, imports: str | None = None
) -> None:
    """Replace an expression at file and line, given by its source text; `$EXPR` in `to` stands for it."""
    found = list(same_text(project, at, expression))
    changes = Changes(project)
    for file, node in found:
        source = project.source(file)
        old = source.segment(node)
        template, added = with_import(project, file, imports, to)
        text = template.replace("$EXPR", expressions.operand(old))
        if text != old:
            changes.add(file, [expressions.replace(source, node, text), *added])
    changes.done()


def same_text(project: Project, at: At, expression: str) -> Iterator[tuple[str, ast.expr]]:
    """Expressions at the line whose source is the given one, the outermost where one holds another."""
    file = project.find(at.file) if at.file else None
    if file is None or at.line is None:
        raise NoEdit("the place of the expression is not known")
    try:
        wanted = ast.dump(ast.parse(expression.strip(), mode="eval").body)
    except SyntaxError as error:
        raise NoEdit("the expression does not parse") from error
    for node in project.source(file).nodes:
        here = isinstance(node, ast.expr) and node.lineno <= at.line <= (node.end_lineno or node.lineno)
        if here and isinstance(node, ast.expr) and ast.dump(node) == wanted:
            yield file, node


@edit
def replace_name(project: Project, at: At, *, name: str, to: str, everywhere: bool = True) -> None:
    """Write another name or dotted attribute wherever a name is used, imports included.

    With `everywhere: false` only at file and line.
    """
    file = project.find(at.file) if at.file else None
    pattern = re.compile(rf"(?<![\w.]){re.escape(name)}(?![\w])")
    changes = Changes(project)
    for where in project.python():
        source = project.source(where)
        for node in source.nodes:
            named = isinstance(node, (ast.Name, ast.Attribute)) and ast.unparse(node) == name
            imported = isinstance(node, ast.ImportFrom) and any(alias.name == name for alias in node.names)
            if not (named or imported):
                continue
            if not everywhere and (where != file or getattr(node, "lineno", 0) != at.line):
                continue
            start, end = source.span(node)
            if imported:
                text = pattern.sub(to, source.text[start:end])
                changes.add(where, [Splice(start, end, text)])
            else:
                changes.add(where, [Splice(start, end, to)])
    changes.done()


def statement_at(project: Project, at: At, pattern: str | None) -> tuple[str, ast.stmt]:
    """The statement that the pattern matches in, or the one at file and line."""
    if pattern is not None:
        file, match = matches(project, at, pattern)[0]
        source = project.source(file)
        return file, source.holder(match.last if isinstance(match.last, ast.stmt) else match.node)
    name = project.find(at.file) if at.file else None
    if name is None or at.line is None:
        raise NoEdit("the statement is not known")
    found = project.source(name).statement_at(at.line)
    if found is None:
        raise NoEdit(f"no statement is at line {at.line}")
    return name, found


@edit
def insert_statement(
    project: Project, at: At, *, text: str, before: str | None = None, after: str | None = None,
    imports: str | None = None,
) -> None:  # fmt: skip
    """Insert a statement before or after the one that a pattern matches; without patterns before the line.

    Metavariables of the pattern may stand in the text. Nothing is inserted where it stands there already.
    """
    pattern = before or after
    if pattern is not None:
        file, match = matches(project, at, pattern)[0]
        text = patterns.substitute(text, match)
        source = project.source(file)
        statement = source.holder(match.last)
    else:
        file, statement = statement_at(project, at, None)
        source = project.source(file)
    text, added = with_import(project, file, imports, text)
    splice = inserted(source, statement, text, after=after is not None)
    around = source.block(statement)
    wanted = [ast.dump(node) for node in ast.parse(textwrap.dedent(text)).body]
    if wanted and all(any(ast.dump(node) == one for node in around) for one in wanted):
        raise NoEdit("the statement stands there already")
    changes = Changes(project)
    changes.add(file, [splice, *added])
    changes.done()


def inserted(source: Source, statement: ast.stmt, text: str, *, after: bool = False) -> Splice:
    """A statement on lines of its own beside another one, indented like it."""
    first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", []))])
    indent = source.indent(first)
    body = textwrap.indent(textwrap.dedent(text).strip("\n"), indent)
    start = source.span(statement)[0]
    if not after:
        own = not source.text[source.line_start(first) : start].strip() or first != statement.lineno
        if own:
            return Splice(source.line_start(first), source.line_start(first), body + "\n")
        return Splice(start, start, body.strip() + "; ")
    end = source.line_end(statement.end_lineno or statement.lineno)
    ends = source.text[:end].endswith(("\n", "\r"))
    return Splice(end, end, body + "\n" if ends else "\n" + body)


@edit
def delete_statement(
    project: Project, at: At, *, pattern: str | None = None, everywhere: bool = False
) -> None:
    """Delete the statements that a pattern matches, or the one at file and line."""
    changes = Changes(project)
    if pattern is None:
        file, statement = statement_at(project, at, None)
        changes.add(file, deleted(project.source(file), statement))
    else:
        for file, match in matches(project, at, pattern, None, everywhere):
            source = project.source(file)
            changes.add(file, deleted(source, source.holder(match.node)))
    changes.done()


@edit
def move_statement(
    project: Project,
    at: At,
    *,
    statement: str | None = None,
    before: str | None = None,
    after: str | None = None,
) -> None:
    """Move a statement (a pattern, or the one at file and line) before or after another one of the file."""
    file, moved = statement_at(project, at, statement)
    source = project.source(file)
    pattern = before or after
    if pattern is None:
        raise NoEdit("where the statement goes is not known")
    targets = [m for name, m in matches(project, at, pattern, None, True) if name == file]
    holders = [source.holder(match.node) for match in targets]
    holders = [node for node in holders if node is not moved and moved not in ast.walk(node)]
    if not holders:
        raise NoEdit("the place to move it to was not found")
    target = holders[0] if before else holders[-1]
    first = min([moved.lineno, *(d.lineno for d in getattr(moved, "decorator_list", []))])
    start, end = source.line_start(first), source.line_end(moved.end_lineno or moved.lineno)
    text = textwrap.dedent(source.text[start:end])
    place = inserted(source, target, text, after=after is not None)
    if start <= place.start <= end:
        raise NoEdit("the statement stands there already")
    changes = Changes(project)
    changes.add(file, [*deleted(source, moved), place])
    changes.done()
