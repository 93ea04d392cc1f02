"""Checks of objects that two sides share unawares: rows of Express's cache, a filter that it writes into."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.cached_reads import arguments_of, equal_reads, same_call
from dataflow_debugger.agent.checks.shapes import find_key, leaf_type
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call
from dataflow_debugger.agent.pattern_source import Source

_MUTATORS = frozenset(
    (
        *("append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse"),
        *("update", "setdefault", "popitem"),
    )
)


@check
def cached_result_mutated(view: View) -> Verdict:
    """The result of an Express read is changed in place, and another read gets the changed objects.

    Seen in the run, or in recordings that do not tell it, in the source of a read that is asked twice. Binds
    model, operation, api, variable, deep (what was changed lies inside a value of the row), file, line (of the
    read whose result is changed). UNKNOWN when no read is asked twice.
    """
    told = [call for call in view.calls("express*") if call.altered is not None]
    if told:
        return _seen_altered(view, told)
    seen = False
    for _, _, one, other in equal_reads(view):
        for call in (one, other):
            found = _change_after(view, call)
            seen = seen or found is not None
            if found and found[1]:
                name, (line, *_) = found
                text = (
                    f"The result of {call.api} is kept as '{name}' and changed in line {line}; "
                    "an equal read gets the same objects from the cache"
                )
                return _mutated(view, call, text, line, name)
    return FAILS if seen else UNKNOWN


def _seen_altered(view: View, reads: list[Call]) -> Verdict:
    """The first read that was handed objects which the program had changed since an earlier read."""
    for index, call in enumerate(reads):
        # A key that was put in anew does no harm to who reads the columns, unless the user says so.
        keys = [k for k in call.altered or () if view.evidence.symptom or not k.startswith("+")]
        if not keys:
            continue
        earlier = [
            one for one in reads[:index] if arguments_of(one).get("model") == arguments_of(call).get("model")
        ]
        earlier = [one for one in earlier if same_call(one, call)] or earlier
        changed = [
            (one, found) for one in reversed(earlier) if (found := _change_after(view, one)) and found[1]
        ]
        first = changed[0][0] if changed else (earlier or [call])[-1]
        name, lines = changed[0][1] if changed else ("", [])
        what = "the list" if keys[0] == "<rows>" else f"'{keys[0].removeprefix('+')}'"
        text = f"{call.api} got the very objects of an earlier read from the cache; the program had changed {what}"
        deep = any(leaf_type(find_key(call.result, key)[1]) in ("list", "dict") for key in keys)
        return _mutated(view, first, text, lines[0] if lines else _stored_in(view, keys), name, deep=deep)
    return FAILS


def _change_after(view: View, call: Call) -> tuple[str, list[int]] | None:
    """The name under which a read's result is kept and the lines that change it; None without the source."""
    file, line = view.at(call.at)
    source = view.source(file)
    if source is None or line is None:
        return None
    names = _assigned_at(source, line)
    return (
        (names[0], [found for name in names for found in _changes(source, name, line)]) if names else ("", [])
    )


def _stored_in(view: View, keys: list[str]) -> tuple[str, int] | None:
    """The place of the first assignment to one of the keys of some row, where the read is in another function."""
    wanted = {key.removeprefix("+") for key in keys}
    for source in view.sources.values():
        for node in source.by_type.get(ast.Subscript, ()):
            key = node.slice if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) else None
            if isinstance(key, ast.Constant) and key.value in wanted:
                return source.file, key.lineno
    return None


def _mutated(
    view: View, call: Call, text: str, changed: int | tuple[str, int] | None, name: str, deep: bool = False
) -> Verdict:
    file, line = view.at(call.at)
    place = changed if isinstance(changed, tuple) else (file, changed or line)
    return holds(
        Claim(text, *place, value=view.line_text(*place)), model=str(arguments_of(call).get("model") or ""),
        operation=call.api.rsplit(".", 1)[-1], api=call.api, variable=name, deep=deep, file=file, line=line,
    )  # fmt: skip


def _assigned_at(source: Source, line: int) -> list[str]:
    """Names that get the very result of a call in this line; the variables of loops over them after it."""
    statement = source.statement_at(line)
    names: list[str] = []
    if isinstance(statement, ast.Assign):
        value = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
        if isinstance(value, ast.Call):
            names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
    if isinstance(statement, ast.For) and isinstance(statement.target, ast.Name):
        inner = statement.iter.value if isinstance(statement.iter, ast.Await) else statement.iter
        if isinstance(inner, ast.Call):
            names = [statement.target.id]
    return names


def _changes(source: Source, name: str, after: int) -> Iterator[int]:
    """Lines after `after`, in the same function, that change the object of this name in place."""
    start = source.statement_at(after)
    scope = source.function(start) if start is not None else None
    names = {name}
    for node in source.nodes:
        if getattr(node, "lineno", 0) <= after - 1 or source.function(node) is not scope:
            continue
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Name) and node.iter.id in names:
            names |= {one.id for one in ast.walk(node.target) if isinstance(one, ast.Name)}
        target: ast.expr | None = None
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.Delete)):
            targets = [node.target] if isinstance(node, ast.AugAssign) else node.targets
            target = next((one for one in targets if isinstance(one, ast.Subscript)), None)
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in _MUTATORS
        ):
            target = node.func
        while isinstance(target, (ast.Subscript, ast.Attribute)):
            target = target.value
        if isinstance(target, ast.Name) and target.id in names:
            yield int(getattr(node, "lineno", after))


_READS = ("list", "find_one", "count")


@check
def filter_written_into(view: View) -> Verdict:
    """An Express read put a condition of its own into the dict it was given, and a later call got that dict, too.

    Later calls that would set the same condition anyway take no harm. Binds key (of the condition), model,
    operation, api, file, line (of the read). UNKNOWN where nothing was put into a dict.
    """
    calls = view.evidence.calls
    wrote = [(index, one) for index, one in enumerate(calls) if one.added and one.api.startswith("express")]
    for index, one in wrote:
        model, key = arguments_of(one).get("model"), next(iter(one.added.values()))[0]
        for other in calls[index + 1 :]:
            carried = key in _given_keys(other) and other.api.startswith("express")
            if not carried or not _harmed(other, model):
                continue
            file, line = view.at(one.at)
            where, at = view.at(other.at)
            first = Claim(
                f"{one.api} of {model} wrote '{key}' into the filter dict it was given",
                file, line, value=view.line_text(file, line),
            )  # fmt: skip
            then = Claim(
                f"The same dict, now with '{key}', was given to {other.api} of {arguments_of(other).get('model')}",
                where, at, value=view.line_text(where, at),
            )  # fmt: skip
            return holds(
                first, then, key=key, model=model, operation=one.api.rsplit(".", 1)[-1], api=one.api,
                file=file, line=line,
            )  # fmt: skip
    return FAILS if wrote else UNKNOWN


def _given_keys(call: Call) -> set[str]:
    """The keys of the dicts that a call was given."""
    return {name for given in arguments_of(call).values() if isinstance(given, dict) for name in given}


def _harmed(call: Call, model: object) -> bool:
    """Whether the condition of a read of the model means something else in this call."""
    args = arguments_of(call)
    reads = call.api.rsplit(".", 1)[-1] in _READS
    return not reads or args.get("model") != model or args.get("include_deleted") is True
