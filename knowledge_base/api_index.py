"""Which public calls an entry is about, read from its programs: those that the wrong one and the right one
write differently, or, where both are the same program, all that it makes.
"""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator

from dataflow_debugger.knowledge_base.loader import KnowledgeBase
from dataflow_debugger.knowledge_base.schema import Entry

GENERATED = re.compile(r"(?:Bulk)?(?:Create|Read|Update|Delete|Upsert|List|Count)Node$")
RUNTIMES = {"LocalRuntime", "AsyncLocalRuntime", "ParallelRuntime"}
# What nearly every program calls, so that it says nothing about a program that was not changed.
EVERYWHERE = {"DataFlow", "db.model", "db.close", "db.close_async", "db.create_tables", "db.initialize"}


def of_entry(kb: KnowledgeBase, entry: Entry) -> list[str]:
    """The calls of all examples of the entry, sorted."""
    found: set[str] = set()
    for example in entry.examples:
        try:
            bad, good = (
                kb.path(entry, name).read_text(encoding="utf-8") for name in (example.bad, example.good)
            )
        except (OSError, UnicodeDecodeError):
            continue
        found.update(changed_calls(bad, good))
    return sorted(found)


def changed_calls(bad: str, good: str) -> set[str]:
    """Names such as `express.list`, `ListNode`, `DataFlow` and `db.model` on the lines that differ."""
    if bad == good:
        return {name for name, _, _ in _calls(bad)} - EVERYWHERE
    wrong, right = _changed_lines(bad, good)
    touched = _touched(bad, wrong) or _touched(good, right)
    return touched or {name for name, _, _ in _calls(bad)} - EVERYWHERE


def _changed_lines(bad: str, good: str) -> tuple[set[int], set[int]]:
    """Numbers of the lines that differ, in either program; a mere insertion touches none of the other."""
    matcher = difflib.SequenceMatcher(None, bad.splitlines(), good.splitlines(), autojunk=False)
    wrong: set[int] = set()
    right: set[int] = set()
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            wrong.update(range(first + 1, last + 1))
            right.update(range(start + 1, end + 1))
    return wrong, right


def _touched(source: str, lines: set[int]) -> set[str]:
    return {name for name, first, last in _calls(source) if not lines.isdisjoint(range(first, last + 1))}


def _calls(source: str) -> Iterator[tuple[str, int, int]]:
    """Every public call: its name, first and last line."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    made = _made_from(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            if any(_model_decorator(item, made) for item in node.decorator_list):
                first = min(item.lineno for item in node.decorator_list)
                yield "db.model", first, node.end_lineno or node.lineno
        elif isinstance(node, ast.Call):
            name = _name(node, made)
            if name is not None:
                yield name, node.lineno, node.end_lineno or node.lineno


def _made_from(tree: ast.AST) -> dict[str, str]:
    """What variables were made from: `db` from `DataFlow`, `runtime` from `LocalRuntime`."""
    made: dict[str, str] = {}
    for node in ast.walk(tree):
        pairs: list[tuple[ast.expr | None, ast.expr]] = []
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, ast.withitem):
            pairs = [(node.optional_vars, node.context_expr)]
        for target, value in pairs:
            if isinstance(target, ast.Name) and isinstance(value, ast.Call):
                made[target.id] = _dotted(value.func).rpartition(".")[2]
    return made


def _model_decorator(decorator: ast.expr, made: dict[str, str]) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    owner, _, name = _dotted(called).rpartition(".")
    return name == "model" and (made.get(owner) == "DataFlow" or owner in {"DataFlow", "db"})


def _name(call: ast.Call, made: dict[str, str]) -> str | None:
    # What is called on a result is no call of its own.
    dotted = _dotted(call.func).partition("().")[0]
    owner, _, name = dotted.rpartition(".")
    first, _, below = dotted.partition(".")
    if dotted == "DataFlow" or dotted in RUNTIMES:
        return dotted
    if name in {"add_node", "add_node_instance"}:
        return _node_type(call) or "workflow.add_node"
    if name in {"connect", "add_connection"}:
        return "workflow.add_connection"
    if name == "build" or (first in made and made[first] == "WorkflowBuilder"):
        return f"workflow.{name}"
    if made.get(owner) in RUNTIMES or owner.rpartition("(")[0] in RUNTIMES:
        return f"runtime.{name}"
    below = below.replace("express_sync.", "express.")
    if below.startswith("express.") or (made.get(first) == "DataFlow" and below):
        return below if below.startswith("express.") else f"db.{below}"
    return None


def _node_type(call: ast.Call) -> str | None:
    given = call.args[0] if call.args else None
    if not isinstance(given, ast.Constant) or not isinstance(given.value, str):
        return None
    matched = GENERATED.search(given.value)
    if matched:
        return matched.group()
    return given.value if given.value.isidentifier() and given.value.endswith("Node") else None


def _dotted(node: ast.expr) -> str:
    """`db.express.list` for such an expression; calls on the way are left out, other things become "?"."""
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{_dotted(node.func)}()"
    return node.id if isinstance(node, ast.Name) else "?"
