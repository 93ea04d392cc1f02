"""Edits that give a program one event loop."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import FUNCTIONS, Source, Splice

# What stands around an `await` without parentheses.
_PLAIN = (ast.stmt, ast.Call, ast.keyword, ast.FormattedValue, ast.List, ast.Tuple)


@edit
def one_event_loop(project: Project, at: At) -> None:
    """Put the statements of a block that call `asyncio.run(...)`, and those between, into one coroutine."""
    for file in project.python():
        source = project.source(file)
        for block in _blocks(source):
            part = _part(block)
            if part:
                project.splice(file, [_joined(source, part)])
                return
    raise NoEdit("no block has two asyncio.run() calls")


def _blocks(source: Source) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(source.tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and not isinstance(node, ast.ClassDef):
            yield body


def _runs(statement: ast.stmt) -> list[ast.Call]:
    """The `asyncio.run(...)` in a statement, not those of functions that it defines."""
    if isinstance(statement, (*FUNCTIONS, ast.ClassDef, ast.If, ast.Try)):
        return []
    return [
        one
        for one in ast.walk(statement)
        if isinstance(one, ast.Call) and ast.unparse(one.func) == "asyncio.run" and len(one.args) == 1
    ]


def _closes(statement: ast.stmt) -> ast.Call | None:
    call = statement.value if isinstance(statement, ast.Expr) else None
    closes = isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "close"
    return call if closes and isinstance(call, ast.Call) and not call.args else None


def _part(block: list[ast.stmt]) -> list[ast.stmt]:
    """The statements from the first that runs a loop to the last, and a `close()` behind; none for one loop."""
    indexes = [index for index, one in enumerate(block) if _runs(one)]
    if sum(len(_runs(block[index])) for index in indexes) < 2:
        return []
    last = indexes[-1]
    while last + 1 < len(block) and _closes(block[last + 1]) is not None:
        last += 1
    part = block[indexes[0] : last + 1]
    defines = any(isinstance(one, (*FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom)) for one in part)
    blocks = any(isinstance(n, ast.Attribute) and n.attr == "express_sync" for s in part for n in ast.walk(s))
    return [] if defines or blocks else part


def _joined(source: Source, part: list[ast.stmt]) -> Splice:
    indent, unit = source.indent(part[0].lineno), source.indent_unit
    names = {n.name for n in ast.walk(source.tree) if isinstance(n, FUNCTIONS)}
    name = next(one for one in ("main", "run_all", "run_all_parts") if one not in names)
    start, end = source.span(part[0])[0], source.span(part[-1])[1]
    text = source.text[start:end]
    for call in sorted(_changed(part), key=lambda one: source.span(one)[0], reverse=True):
        first, last = source.span(call)
        text = text[: first - start] + _awaited(source, call) + text[last - start :]
    lines = [f"async def {name}():", indent + unit + text.split("\n")[0]]
    lines += [unit + line if line.strip() else line for line in text.split("\n")[1:]]
    lines += ["", "", f"{indent}asyncio.run({name}())"]
    return Splice(start, end, "\n".join(lines))


def _changed(part: list[ast.stmt]) -> list[ast.Call]:
    closing = [call for one in part if (call := _closes(one)) is not None]
    return [*(call for one in part for call in _runs(one)), *closing]


def _awaited(source: Source, call: ast.Call) -> str:
    if not call.args:
        assert isinstance(call.func, ast.Attribute)
        return f"await {source.segment(call.func.value)}.close_async()"
    text = f"await {source.segment(call.args[0])}"
    return text if isinstance(source.parent(call), _PLAIN) else f"({text})"
