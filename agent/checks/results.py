"""Checks of results: what a runtime or Express returned against how the user's code reads it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.names import glob, nearest
from dataflow_debugger.agent.checks.shapes import keys as shape_keys
from dataflow_debugger.agent.checks.values import Value, accesses, evaluate
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import Source

WRAPPERS = ("result", "results", "data", "output", "record", "records", "rows", "items", "response")
# What people expect in the result of an operation, and where it stands: words, key, by operation.
_EXPECTED = {
    "count": (("*", "count"),),
    "list": (
        ("total total_count size length n num number count rows_affected", "count"),
        ("rows items result results data record list objects entries values docs documents", "records"),
    ),
    "create": (("_id pk uuid key record_id inserted_id insert_id last_insert_id lastrowid rowid", "id"),),
    "update": (("count modified modified_count updated_count affected affected_rows rowcount", "rows_affected"),),
    "delete": (("success count rows_affected affected_rows deleted_count removed ok rowcount", "deleted"),),
    "upsert": (("data result row item object", "record"), ("inserted is_new new", "created")),
}  # fmt: skip
_BULK_COUNTS = {"bulk_create": "inserted", "bulk_update": "updated", "bulk_delete": "deleted"}
_COUNTS = (
    "count total rows_affected affected_rows affected rowcount created inserted updated deleted removed modified "
    "created_count inserted_count updated_count deleted_count total_count records_created success_count size"
)
_NONE = re.compile(r"NoneType")
_TUPLE = re.compile(r"tuple indices must be integers|'tuple' object has no attribute")


def statements(view: View) -> list[tuple[Source, ast.stmt | None]]:
    """Where to look: the failing statement if something was raised, else every file."""
    if view.root is not None:
        return [view.failing_statement] if view.failing_statement else []
    return [(source, None) for source in view.sources.values() if source.tree is not None]


def _reads(view: View) -> Iterator[tuple[Source, ast.expr, Value, object]]:
    """Every read of a key or index of something an observed call returned."""
    for source, statement in statements(view):
        for node, base, key in accesses(source, statement):
            value = evaluate(view, base, source)
            if value is not None and not (statement is None and _would_raise(source, node, key)):
                yield source, node, value, key


def _would_raise(source: Source, node: ast.expr, key: object) -> bool:
    """Whether a read of an absent key would have ended the program, so that it cannot have happened."""
    if not (isinstance(node, ast.Subscript) and isinstance(key, str)):
        return False
    return not any(isinstance(one, ast.Try) and one.handlers for one in source.ancestors(node))


@check
def execute_result_not_unpacked(view: View) -> Verdict:
    """What `execute` returned, a tuple of results and run id, is read as if it were the results.

    Binds file, line (of the call of execute), use_line, variable (the name it was assigned to, absent where
    it is read directly), direct, key. FAILS where nothing was raised or it is not read so.
    """
    if view.root is None:
        return FAILS
    for source, node, value, key in _reads(view):
        if value.kind == "run" and isinstance(key, str):
            return _not_unpacked(view, source, node, value, key)
    if not any(_TUPLE.search(one.message) for one in view.raised):
        return FAILS
    found = view.failing_statement
    if found is None:
        return UNKNOWN
    for base in ast.walk(found[1]):
        if isinstance(base, ast.Attribute):
            held = evaluate(view, base.value, found[0])
            if held is not None and held.kind == "run":
                return _not_unpacked(view, found[0], base, held, base.attr)
    return FAILS


def _not_unpacked(view: View, source: Source, node: ast.expr, value: Value, key: str) -> Verdict:
    base = node.value if isinstance(node, (ast.Subscript, ast.Attribute)) else node
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        base = node.func.value
    variable = base.id if isinstance(base, ast.Name) else None
    text = f"execute returns a tuple (results, run_id), and '{key}' is read from the tuple"
    return holds(
        Claim(text, source.file, node.lineno, value=view.line_text(source.file, node.lineno)),
        file=value.file,
        line=value.line,
        use_file=source.file,
        use_line=node.lineno,
        variable=variable,
        direct=variable is None,
        key=key,
    )


@check
def result_key_absent(view: View, kinds: list[str] | None = None) -> Verdict:
    """The code reads a key that the result does not have.

    `kinds`: node (no node of that id), wrapper (`["result"]` around a flat record), wrapped (the key is one
    level deeper), failed (the node failed, so its result holds only the error), other_name (the operation calls it
    otherwise), misspelt, unknown. Binds key,
    to, kind, node, available, file, line. UNKNOWN where nothing read comes from an observed call.
    """
    seen = False
    for source, node, value, key in _reads(view):
        if not isinstance(key, str) or value.kind in ("run", "coroutine"):
            continue
        available = _available(view, value)
        if available is None:
            continue
        seen = True
        if key in available or (isinstance(node, ast.Call) and view.root is not None):
            continue
        kind, to = _absent_kind(view, value, key, available)
        if kinds is not None and kind not in kinds:
            continue
        owner = f"The result of node '{value.node}'" if value.node else _owner(value)
        plural = value.kind == "results"
        verbs = ("have", "they have") if plural else ("has", "it has")
        text = f"{owner} {verbs[0]} no key '{key}'; {verbs[1]} {', '.join(available) or 'none'}"
        if kind == "failed":
            text = f"Node '{value.node}' failed, so its result has no '{key}', only {', '.join(available)}"
        claim = Claim(text, source.file, node.lineno, value.node, view.line_text(source.file, node.lineno))
        return holds(
            claim,
            key=key,
            to=to,
            kind=kind,
            node=value.node,
            available=available,
            file=source.file,
            line=node.lineno,
        )
    return FAILS if seen or view.root is None else UNKNOWN


def _owner(value: Value) -> str:
    if value.kind == "results":
        return "The results of the workflow"
    return f"What {value.call.api} returned" if value.call else "The result"


def _available(view: View, value: Value) -> list[str] | None:
    if value.kind == "results":
        known = [*shape_keys(value.shape)] if isinstance(value.shape, dict) else []
        # A run that raised handed over no results; which nodes would have had one is known all the same.
        return known or (list(dict.fromkeys([*view.outcomes, *view.nodes])) if view.outcomes else None)
    return shape_keys(value.shape) if isinstance(value.shape, dict) else None


def _absent_kind(view: View, value: Value, key: str, available: list[str]) -> tuple[str, str | None]:
    if value.kind == "results":
        return "node", nearest(key, available) or (available[0] if len(available) == 1 else None)
    outcome = view.outcomes.get(value.node) if value.node else None
    if outcome is not None and not outcome.ok:
        return "failed", None
    node = view.nodes.get(value.node) if value.node else None
    other = _other_name(view, value, key, available)
    if other is not None:
        return "other_name", other
    # `result` is an output of its own of a PythonCodeNode, not a level too many.
    own = key == "result" and node is not None and node.type.endswith("PythonCodeNode")
    if key in WRAPPERS and not own:
        deeper = [one for one in ("records", "record", "data", "items") if one in available and one != key]
        return "wrapper", deeper[0] if deeper else None
    for name in available:
        if isinstance(value.shape, dict) and key in shape_keys(value.shape[name]):
            return "wrapped", name
    near = nearest(key, available)
    return ("misspelt", near) if near else ("unknown", None)


def _operation(view: View, value: Value) -> str | None:
    """The DataFlow operation that gave a value."""
    if value.kind == "express" and value.call is not None:
        return value.call.api.rsplit(".", 1)[-1]
    if value.kind != "node" or value.node is None:
        return None
    arguments = value.call.args if value.call is not None and isinstance(value.call.args, dict) else {}
    types = arguments.get("nodes")
    known = view.nodes.get(value.node)
    type_ = types.get(value.node) if isinstance(types, dict) else known.type if known else None
    made = view.generated(type_) if isinstance(type_, str) else None
    return made.operation if made else None


def _other_name(view: View, value: Value, key: str, available: list[str]) -> str | None:
    """What the operation's result calls a thing that the program asks for under a usual other name."""
    operation = _operation(view, value)
    plain = key.lower()
    if operation in _BULK_COUNTS and plain in _COUNTS.split():
        to = _BULK_COUNTS[operation]
        return to if to in available and to != key else None
    for names, to in _EXPECTED.get(operation or "", ()):
        if (names == "*" or plain in names.split()) and to in available and to != key:
            return to
    return None


@check
def result_wrapper_assumed(view: View) -> Verdict:
    """The code reads `["result"]`, `["data"]` or `["records"]` of something that has no such level.

    Also of a list that Express returns. Binds key, node, available, file, line. UNKNOWN where nothing that
    is read comes from an observed call.
    """
    seen = False
    for source, node, value, key in _wrapper_reads(view):
        seen = True
        if not isinstance(key, str) or key not in WRAPPERS:
            continue
        is_list = isinstance(value.shape, list)
        available = _available(view, value)
        if is_list or (available and key not in available and value.kind != "results"):
            returned = "a list" if is_list else f"the record itself ({', '.join(available or [])})"
            owner = f"Node '{value.node}'" if value.node else _owner(value)
            text = f"{owner} {'gives' if value.node else 'is'} {returned}, without a level '{key}'"
            claim = Claim(
                text, source.file, node.lineno, value.node, view.line_text(source.file, node.lineno)
            )
            return holds(
                claim, key=key, node=value.node, available=available, file=source.file, line=node.lineno
            )
    return FAILS if seen else UNKNOWN


def _wrapper_reads(view: View) -> Iterator[tuple[Source, ast.expr, Value, object]]:
    """The reads, also those behind a tuple that was not unpacked: one mistake may hide another."""
    for source, statement in statements(view):
        tuples: dict[int, Value] = {}
        for node, base, key in accesses(source, statement):
            held = evaluate(view, base, source) or tuples.get(id(base))
            if held is None or (statement is None and _would_raise(source, node, key)):
                continue
            if held.kind == "run" and isinstance(key, str):
                shape = held.shape.get(key) if isinstance(held.shape, dict) else None
                if shape is not None:
                    tuples[id(node)] = Value(shape, "node", held.call, key, held.file, held.line)
                elif key in WRAPPERS:
                    yield source, node, Value(held.shape, "part", held.call, None, held.file, held.line), key
                continue
            yield source, node, held, key


@check
def none_result_used(view: View, api: str | None = None) -> Verdict:
    """A read or find_one found no record and returned None, and the code goes on as if it had one.

    `api` is a glob such as `express*.read`. Binds api, operation, model, file, line (of the use), call_line,
    variable. FAILS when the error is another, UNKNOWN when the failing statement is not known.
    """
    if not any(_NONE.search(one.message) for one in view.raised):
        return FAILS
    found = view.failing_statement
    if found is None:
        return UNKNOWN
    source, statement = found
    for node in ast.walk(statement):
        if not isinstance(node, (ast.Subscript, ast.Attribute)):
            continue
        base = node.value
        value = evaluate(view, base, source)
        if value is None or value.call is None or value.type != "NoneType":
            continue
        # A list answers with rows; None in it is a field that is empty, not a record that is missing.
        if not glob(api or "*.read|*.find_one", value.call.api):
            continue
        arguments = value.call.args if isinstance(value.call.args, dict) else {}
        text = f"{value.call.api} in line {value.line} found no record and returned None, which is read here"
        return holds(
            Claim(text, source.file, node.lineno, value=view.line_text(source.file, node.lineno)),
            api=value.call.api,
            operation=value.call.api.rsplit(".", 1)[-1],
            model=arguments.get("model"),
            file=source.file,
            line=node.lineno,
            call_line=value.line,
            variable=base.id if isinstance(base, ast.Name) else None,
        )
    return FAILS
