"""Edits of `upsert_advanced` for databases on which it gives no record back or does not apply `update`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit, expressions
from dataflow_debugger.agent.fixes.edits_express import express_calls
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.mapping import mappings
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import arguments
from dataflow_debugger.agent.fixes.spans import Source, Splice

_PARTS = ("model", "where", "create", "update")
# Asked a second time, these give another value.
_FRESH = re.compile(r"\b(uuid\w*|now|utcnow|random|randint|token_\w+|next|pop)\(")


@dataclass(frozen=True)
class _Upsert:
    """A call of `upsert_advanced`: its parts, and the expression that holds its result (with `await`)."""

    file: str
    source: Source
    call: ast.Call
    whole: ast.expr
    parts: dict[str, ast.expr]

    def part(self, name: str) -> str:
        node = self.parts.get(name)
        if node is None:
            raise NoEdit(f"the upsert has no {name!r}")
        return self.source.segment(node)

    def asked(self, method: str, *given: str) -> str:
        """Another Express call on the same model, awaited where the upsert is."""
        assert isinstance(self.call.func, ast.Attribute)
        owner = self.source.segment(self.call.func.value)
        text = f"{owner}.{method}({', '.join((self.part('model'), *given))})"
        return text if self.whole is self.call else f"await {text}"


def _upserts(project: Project, at: At) -> Iterator[_Upsert]:
    for file, call in express_calls(project, at):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "upsert_advanced":
            source = project.source(file)
            args, words = arguments(call)
            parts = {**dict(zip(_PARTS, args, strict=False)), **words}
            around = source.parent(call)
            yield _Upsert(file, source, call, around if isinstance(around, ast.Await) else call, parts)


@edit
def read_upserted_record(project: Project, at: At) -> None:
    """Put the row that `where` finds into the result of an `upsert_advanced`, in place of a row count.

    Nothing is done where `update` has values that `create` does not write the same way, since these are lost.
    """
    changes = Changes(project)
    for one in _upserts(project, at):
        where = one.part("where")
        if _FRESH.search(where) or not _same_values(project, one):
            raise NoEdit("the row cannot be found with this 'where', or would have other values")
        quote = brackets.usual_quote(one.source)
        start, end = one.source.span(one.whole)
        after = f", {quote}record{quote}: {one.asked('find_one', where)}}}"
        changes.add(one.file, [Splice(start, start, "{**"), Splice(end, end, after)])
    changes.done()


def _same_values(project: Project, one: _Upsert) -> bool:
    """Whether everything that `update` gives stands in `create` as the same expression."""
    update, create = one.parts.get("update"), one.parts.get("create")
    if update is None or create is None:
        return create is not None
    if ast.unparse(update) == ast.unparse(create):
        return True
    known = {
        (entry.key, ast.unparse(entry.value))
        for mapping in mappings(project, one.file, create)
        for entry in mapping.entries
    }
    given = [entry for mapping in mappings(project, one.file, update) for entry in mapping.entries]
    return bool(given) and all((entry.key, ast.unparse(entry.value)) in known for entry in given)


@edit
def upsert_by_look_up(project: Project, at: At) -> None:
    """Find the row first, then `update` or `create` it, with a result like that of `upsert_advanced`."""
    changes = Changes(project)
    for one in _upserts(project, at):
        source, where = one.source, one.part("where")
        row = expressions.fresh(source.scope_of(one.call), "row", "stored", "existing")
        quote = brackets.usual_quote(source)
        key = f"{row}[{quote}id{quote}]"
        values = one.part("update" if "update" in one.parts else "create")
        found = f"({row} := {one.asked('find_one', where)})"
        changed, made = one.asked("update", key, values), one.asked("create", one.part("create"))
        if isinstance(source.parent(one.whole), ast.Expr):
            text = f"{changed} if {found} else {made}"
        else:
            parts = [f"{quote}created{quote}: {found} is None"]
            if re.search(r"[\"']action[\"']", "".join(project.source(f).text for f in project.python())):
                parts.append(
                    f"{quote}action{quote}: {quote}updated{quote} if {row} else {quote}created{quote}"
                )
            parts.append(f"{quote}record{quote}: {changed} if {row} else {made}")
            text = "{" + ", ".join(parts) + "}"
        changes.add(one.file, [Splice(*source.span(one.whole), text)])
    changes.done()
