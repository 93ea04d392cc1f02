"""Edits that let a filter search in texts instead of comparing them whole."""

from __future__ import annotations

import ast

from dataflow_debugger.agent.fixes import At, brackets, edit
from dataflow_debugger.agent.fixes.edits_filters import filters_of
from dataflow_debugger.agent.fixes.keys import Changes, sites_at
from dataflow_debugger.agent.fixes.mapping import mappings
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import Source, Splice


@edit
def equality_as_pattern(project: Project, at: At, *, field: str) -> None:
    """Put a text with `%` or `*` that a filter compares with a field under `$like`; under `$regex` for a node."""
    changes = Changes(project)
    for site in sites_at(project, at):
        for mapping in filters_of(project, site):
            for entry in mapping.entries:
                if entry.key != field or mappings(project, entry.file, entry.value):
                    continue
                source = project.source(entry.file)
                operator, joker = ("$like", "%") if site.kind == "express" else ("$regex", ".*")
                pattern = _with_joker(source, entry.value, joker)
                key = brackets.quoted(operator, brackets.usual_quote(source))
                changes.add(entry.file, [Splice(*source.outer_span(entry.value), f"{{{key}: {pattern}}}")])
    changes.done()


def _with_joker(source: Source, value: ast.expr, joker: str) -> str:
    """The value's text, with the wildcards of its string constants as the operator has them."""
    text = source.segment(value)
    if isinstance(value, (ast.Constant, ast.JoinedStr)):
        return text.replace("*", "%").replace("%", joker)
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
        left, right = _with_joker(source, value.left, joker), _with_joker(source, value.right, joker)
        return f"{left} + {right}"
    return text if joker == "%" else f"{text}.replace({'%'!r}, {joker!r})"
