"""Changing the text of a string expression where it is written, also inside an f-string."""

from __future__ import annotations

import ast
from itertools import product
from math import prod

from dataflow_debugger.agent.fixes import brackets, fstrings
from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.scopes import Place
from dataflow_debugger.agent.fixes.spans import Source, Splice

DEPTH = 4
COMBINATIONS = 200


def respelt(
    project: Project, file: str, node: ast.expr, old: str, new: str, depth: int = 0
) -> list[tuple[str, Splice]]:
    """Splices, with their files, that make a string expression of the value `old` give `new`."""
    found = []
    for place in written(project, file, node):
        source = project.source(place.file)
        if isinstance(place.node, ast.Constant) and place.node.value == old:
            found.append((place.file, replaced(source, place.node, new)))
        elif place.item.startswith("at["):
            found += _in_split(project, place, old, new)
        elif isinstance(place.node, ast.JoinedStr):
            splice = _in_fstring(source, place, old, new)
            found += [(place.file, splice)] if splice else _in_field(project, place, old, new, depth)
    return found


def _in_field(project: Project, place: Place, old: str, new: str, depth: int) -> list[tuple[str, Splice]]:
    """The one value put into an f-string by which `old` differs from `new`, changed where it is written."""
    assert isinstance(place.node, ast.JoinedStr)
    texts = [_texts(project, place.file, part, depth) for part in place.node.values]
    if depth >= DEPTH or not all(texts) or prod(map(len, texts)) > COMBINATIONS:
        return []
    for parts in product(*texts):
        if "".join(parts) != old:
            continue
        for index, part in enumerate(place.node.values):
            head, tail = "".join(parts[:index]), "".join(parts[index + 1 :])
            wanted = new[len(head) : len(new) - len(tail)]
            if (
                isinstance(part, ast.FormattedValue)
                and head + wanted + tail == new
                and wanted != parts[index]
            ):
                found = respelt(project, place.file, part.value, parts[index], wanted, depth + 1)
                if found:
                    return found
    return []


def _in_split(project: Project, place: Place, old: str, new: str) -> list[tuple[str, Splice]]:
    """One part of `"node.output".split(".")`, changed in the text that is split."""
    call, index = place.node, int(place.item.removeprefix("at[").removesuffix("]"))
    if (
        not isinstance(call, ast.Call)
        or not isinstance(call.func, ast.Attribute)
        or call.func.attr != "split"
    ):
        return []
    mark = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
    found = []
    for whole in written(project, place.file, call.func.value):
        node = whole.node
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and isinstance(mark, str):
            parts = node.value.split(mark)
            if index < len(parts) and parts[index] == old:
                parts[index] = new
                found.append((whole.file, replaced(project.source(whole.file), node, mark.join(parts))))
    return found


def _texts(project: Project, file: str, part: ast.expr, depth: int) -> list[str]:
    """What a part of an f-string can read, as far as it is written in the program."""
    if isinstance(part, ast.Constant):
        return [str(part.value)]
    if not isinstance(part, ast.FormattedValue) or part.format_spec is not None:
        return []
    values = [place.node for place in written(project, file, part.value) if not place.item]
    return list(dict.fromkeys(str(v.value) for v in values if isinstance(v, ast.Constant)))


def replaced(source: Source, node: ast.Constant, new: str) -> Splice:
    """A string literal with another text, in its own quotes."""
    start, end = source.span(node)
    return Splice(start, end, brackets.quoted(new, source.text[start:end]))


def _in_fstring(source: Source, place: Place, old: str, new: str) -> Splice | None:
    """Where only the literal head or tail of an f-string differs from what is wanted, that part changes."""
    assert isinstance(place.node, ast.JoinedStr)
    parts, fields = place.node.values, fstrings.fields_of(source, place.node)
    start, end = source.span(place.node)
    if not fields or not all(isinstance(part, (ast.Constant, ast.FormattedValue)) for part in parts):
        return None
    last, first = parts[-1], parts[0]
    common = _common(old, new)
    if isinstance(last, ast.Constant):
        tail = str(last.value)
        head = len(old) - len(tail)
        if old.endswith(tail) and common >= head:
            return _literal(source, fields[-1].end, end, tail, new[head:])
    elif new.startswith(old):
        close = end - (3 if source.text[end - 3 : end] in ('"""', "'''") else 1)
        return Splice(close, close, new[len(old) :])
    if isinstance(first, ast.Constant):
        lead = str(first.value)
        same = _common(old[::-1], new[::-1])
        if old.startswith(lead) and same >= len(old) - len(lead):
            return _literal(source, start, fields[0].start, lead, new[: len(new) - (len(old) - len(lead))])
    return None


def _common(one: str, other: str) -> int:
    """Length of the beginning that two texts share."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _literal(source: Source, start: int, end: int, old: str, new: str) -> Splice | None:
    """The literal part of an f-string between two offsets, where it is written as it reads."""
    at = source.text.find(old, start, end)
    if at < 0 or "{" in new or "\\" in new:
        return None
    return Splice(at, at + len(old), new)
