"""Edits of transactions and of raw SQL inside them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.fixes import At, NoEdit, brackets, edit
from dataflow_debugger.agent.fixes.blocks import indented
from dataflow_debugger.agent.fixes.edits_code import inserted
from dataflow_debugger.agent.fixes.keys import Changes
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.sites import sites
from dataflow_debugger.agent.fixes.spans import Source, Splice

_SQL = ("execute_raw", "fetch_raw", "fetch", "fetchrow", "execute")


def _blocks(project: Project) -> Iterator[tuple[str, ast.With | ast.AsyncWith, ast.Call]]:
    """The `with` blocks of transactions, with the call that begins each."""
    for file in project.python():
        for node in project.source(file).nodes:
            if isinstance(node, (ast.With, ast.AsyncWith)):
                for item in node.items:
                    call = item.context_expr
                    if isinstance(call, ast.Call) and "transactions" in ast.unparse(call.func):
                        yield file, node, call


@edit
def indent_into_block(project: Project, at: At) -> None:
    """Move the statement at file and line, and those before it, into the `with` block before them."""
    where = project.find(at.file) if at.file else None
    for file, block, _ in _blocks(project):
        source = project.source(file)
        around = source.block(block)
        index = around.index(block)
        following = around[index + 1 :]
        last = next((n for n in following if file == where and _covers(n, at.line)), None)
        if last is None:
            continue
        moved = following[: following.index(last) + 1]
        first = (block.end_lineno or block.lineno) + 1
        project.splice(file, indented(source, moved, first))
        return
    raise NoEdit("no statement after a transaction's block is at the line")


def _covers(node: ast.stmt, line: int | None) -> bool:
    return line is not None and node.lineno <= line <= (node.end_lineno or node.lineno)


@edit
def sql_placeholders(project: Project, at: At, *, style: str | None = None) -> None:
    """Write the placeholders of raw SQL as the database has them: SQLite `?`, PostgreSQL `$1`, MySQL `%s`."""
    wanted = style or {"sqlite": "?", "postgresql": "$n", "mysql": "%s"}.get(project.dialect or "")
    if wanted is None:
        raise NoEdit("the database is not known")
    changes = Changes(project)
    for file in project.python():
        source = project.source(file)
        for call in source.calls():
            name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            given = call.args[0] if call.args else None
            if name in _SQL and isinstance(given, ast.Constant) and isinstance(given.value, str):
                changes.add(file, _converted(source, given, wanted))
    changes.done()


def _converted(source: Source, node: ast.Constant, wanted: str) -> list[Splice]:
    """The literal with other placeholders; quoted text in the SQL stays."""
    start, end = source.span(node)
    text, count = source.text[start:end], 0

    def placeholder(match: re.Match[str]) -> str:
        nonlocal count
        if match.group(1) is not None:
            return match.group()
        count += 1
        return wanted.replace("n", str(count))

    # SQL strings and the quotes of the literal itself are passed over; `::` is a cast of PostgreSQL.
    pattern = r"('(?:[^'\\]|'')*'(?=\s*[,);\w])|::\w+)|%s|\?|\$\d+|(?<![:\w]):\w+"
    body = text[1:-1] if not text.startswith(('"""', "'''")) else text[3:-3]
    edge = text[: (len(text) - len(body)) // 2]
    new = edge + re.sub(pattern, placeholder, body) + edge
    return [Splice(start, end, new)] if new != text else []


@edit
def add_commit_node(project: Project, at: At, *, end: str = "TransactionCommitNode") -> None:
    """Add a node that ends the transaction (`end` is its type) after the last node of the workflow."""
    added = [site for site in sites(project) if site.kind == "node"]
    scope = next((site for site in added if site.node_type == "TransactionScopeNode"), None)
    if scope is None or any(site.node_type == end for site in added):
        raise NoEdit("no workflow begins a transaction without ending it")
    source = project.source(scope.file)
    block = source.block(source.holder(scope.call))
    same = [s for s in added if s.file == scope.file and source.holder(s.call) in block]
    last = max(same, key=lambda site: site.call.lineno)
    assert isinstance(last.call.func, ast.Attribute)
    builder, quote = source.segment(last.call.func.value), brackets.usual_quote(source)
    used = {site.node for site in added}
    name = next(n for n in ("commit", "commit_all", "commit_transaction") if n not in used)
    identity = source.segment(last.id_node) if last.id_node is not None else None
    output = "status" if last is scope else "rows_affected" if last.operation.startswith("bulk") else "id"
    if identity is None or builder == "":
        raise NoEdit("the last node has no id to connect to")
    words = [brackets.quoted(word, quote) for word in (end, name, output, "_done")]
    lines = [
        f"{builder}.add_node({words[0]}, {words[1]}, {{}})",
        f"{builder}.add_connection({identity}, {words[2]}, {words[1]}, {words[3]})",
    ]
    after = max((s for s in block if _touches(s, builder)), key=lambda statement: statement.lineno)
    project.splice(scope.file, [inserted(source, after, "\n".join(lines), after=True)])


def _touches(statement: ast.stmt, builder: str) -> bool:
    """Whether a statement adds to the workflow."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    return (
        call.func.attr in ("add_node", "add_connection", "connect")
        and ast.unparse(call.func.value) == builder
    )
