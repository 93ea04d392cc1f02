"""Checks of queries that are valid and yet answer something else than was meant: patterns, dates, pages, order."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.filters import bindings_of, filters
from dataflow_debugger.agent.checks.literals import Item, items
from dataflow_debugger.agent.checks.payloads import Payload, fields_of
from dataflow_debugger.agent.checks.queries import Read, reads
from dataflow_debugger.agent.checks.shapes import find_key, leaf_type, length
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call
from dataflow_debugger.agent.pattern_names import resolve
from dataflow_debugger.agent.pattern_source import Source

_MANAGED_TIMES = ("created_at", "updated_at", "deleted_at")
_ISO_TEXT = re.compile(r"\d{4}-\d\d-\d\dT\d\d|^T\d\d:\d\d|%dT%H")
_CLASS_ATTRIBUTE = re.compile(r"type object '(?P<model>\w+)' has no attribute '(?P<field>\w+)'")
_LENGTH = re.compile(r"^<str:(\d+)>$")
# An ISO text with a time has at least hours and minutes.
_WITH_TIME = 16


def expressions(view: View, node: ast.expr, source: Source) -> Iterator[tuple[ast.expr, Source]]:
    """The expressions that a value may come from: what names and calls lead to, and what callers pass."""
    found, where = resolve(node, source, view.sources, calls=True)
    yield found, where
    function = where.function(found)
    if not isinstance(found, ast.Name) or function is None:
        return
    names = [arg.arg for arg in [*function.args.posonlyargs, *function.args.args]]
    for other in view.sources.values():
        for call in other.calls():
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if called != function.name:
                continue
            shift = 1 if names[:1] in (["self"], ["cls"]) else 0
            given = dict(zip(names[shift:], call.args, strict=False))
            given.update({word.arg: word.value for word in call.keywords if word.arg})
            if found.id in given:
                yield resolve(given[found.id], other, view.sources, calls=True)


def texts(view: View, node: ast.expr, source: Source) -> list[str]:
    """Every string constant in the expressions that a value may come from."""
    return [
        part.value
        for one, _ in expressions(view, node, source)
        for part in ast.walk(one)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


def under(view: View, payload: Payload, field: str, operator: str) -> Item | None:
    """The value under an operator of a field, as written."""
    item = payload.item(field)
    listed = items(item.value, item.source, view.sources) if item else None
    return next((one for one in listed or [] if one.key == operator), None)


def answers(view: View, payload: Payload) -> list[Any]:
    """What the reads at the place of a filter gave: lists of rows or counts."""
    found = []
    for read in reads(view):
        same = (
            read.node == payload.node
            if payload.node
            else (read.file, read.line) == (payload.file, payload.line)
        )
        if same and read.ok:
            found.append(find_key(read.result, "records")[1] if read.node else read.result)
    return found


@check
def like_without_wildcard(view: View) -> Verdict:
    """A `$like` pattern has no `%`, so that it is compared whole, and nothing was found.

    Binds field, key, operator, model, operation, node, file, line. UNKNOWN when no filter was seen.
    """
    found = filters(view)
    for payload in found:
        for field, value in payload.keys.items():
            item = (
                under(view, payload, field, "$like") if isinstance(value, dict) and "$like" in value else None
            )
            if item is None or any(answer not in ([], 0, None) for answer in answers(view, payload)):
                continue
            if any("%" in text for text in texts(view, item.value, item.source)):
                continue
            if _formatted(view, item):
                continue
            text = (
                f"The filter of {payload.where} gives $like on '{field}' the pattern {item.text}, without '%'"
            )
            claim = Claim(text, item.source.file, item.line, payload.node, item.text)
            return holds(claim, field=field, key=field, operator="$like", **bindings_of(payload, field))
    return FAILS if found else UNKNOWN


def _formatted(view: View, item: Item) -> bool:
    """Whether the value is made by a call that cannot be seen through, which may put the `%` in."""
    return any(isinstance(one, ast.Call) for one, _ in expressions(view, item.value, item.source))


@check
def datetime_text_with_t(view: View) -> Verdict:
    """A filter compares a datetime field with ISO text that has a `T` between date and time.

    Also the columns that DataFlow manages (`created_at`). Binds field, key, operator, model, operation, node,
    file, line. UNKNOWN when no filter was seen.
    """
    found = filters(view)
    for payload in found:
        for field, value in payload.keys.items():
            if not _is_datetime(view, payload.model, field):
                continue
            operators = value if isinstance(value, dict) else {"$eq": value}
            long = [name for name, one in operators.items() if _has_time(one)]
            item = payload.item(field)
            if not long or (item is not None and not _written_with_t(view, item)):
                continue
            if item is None and not any(
                _iso_written(node) for s in view.sources.values() for node in s.nodes
            ):
                continue
            text = f"The filter of {payload.where} compares the datetime '{field}' with text that has a 'T'"
            file, line = payload.place(field)
            claim = Claim(text, file, line, payload.node, view.line_text(file, line))
            return holds(claim, field=field, key=field, operator=long[0], **bindings_of(payload, field))
    return FAILS if found else UNKNOWN


def _is_datetime(view: View, model: str, field: str) -> bool:
    if field in _MANAGED_TIMES:
        return True
    known = (fields_of(view, model) or {}).get(field)
    return known is not None and "datetime" in known.type.lower()


def _has_time(shape: Any) -> bool:
    if isinstance(shape, list):
        return any(_has_time(one) for one in shape)
    found = _LENGTH.match(shape) if isinstance(shape, str) else None
    return found is not None and int(found.group(1)) >= _WITH_TIME


def _written_with_t(view: View, item: Item) -> bool:
    nodes = [item.value]
    if isinstance(item.value, ast.Dict):
        nodes = list(item.value.values)
    seen = [one for node in nodes for one, _ in expressions(view, node, item.source)]
    if any(_iso_written(part) for one in seen for part in ast.walk(one)):
        return True
    # A name or a call that cannot be followed: the program may still write such text in one place only.
    unknown = any(isinstance(one, (ast.Name, ast.Call, ast.Subscript, ast.Attribute)) for one in seen)
    return unknown and any(_iso_written(node) for s in view.sources.values() for node in s.nodes)


def _iso_written(node: ast.AST) -> bool:
    """Whether an expression makes ISO text: `.isoformat()` with its usual `T`, or text of that form."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "isoformat":
        separators = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "sep")]
        return not separators and not (
            isinstance(node.func.value, ast.Call)
            and ast.unparse(node.func.value.func).endswith(("today", "date"))
        )
    return (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(_ISO_TEXT.search(node.value))
    )


@check
def first_page_skipped(view: View) -> Verdict:
    """The pages of a model are read with offsets that begin at the page's size, never at 0.

    Two or more pages were read, or a symptom was given. Binds argument, model, operation, file, line. UNKNOWN
    when no list with an offset was seen.
    """
    paged: dict[str, list[Call]] = {}
    for call in view.calls("express*.list"):
        if isinstance(call.args, dict) and call.ok and isinstance(call.args.get("limit"), int):
            paged.setdefault(str(call.args.get("model")), []).append(call)
    for model, calls in paged.items():
        limits = {_argument(call, "limit") for call in calls}
        offsets = [_argument(call, "offset") for call in calls]
        size = next(iter(limits))
        if len(limits) != 1 or size < 2 or min(offsets) != size or any(one % size for one in offsets):
            continue
        if len(set(offsets)) < 2 and not view.evidence.symptom:
            continue
        file, line = view.at(calls[0].at)
        text = f"Pages of {model} have {size} rows; the first one read begins at row {size}, not at 0"
        claim = Claim(text, file, line, value=view.line_text(file, line))
        return holds(
            claim, argument="offset", model=model, operation="list", api=calls[0].api, limit=size, file=file,
            line=line,
        )  # fmt: skip
    return FAILS if paged else UNKNOWN


def _argument(call: Call, name: str) -> int:
    value = call.args.get(name) if isinstance(call.args, dict) else None
    return value if isinstance(value, int) else 0


@check
def list_without_order(view: View) -> Verdict:
    """A list of several rows is read without an order, so that the row with the greatest id comes first.

    Binds key (the model's key), model, operation, node, api, file, line. UNKNOWN when no list was seen.
    """
    seen = False
    for read in reads(view):
        if read.operation != "list" or not read.ok:
            continue
        seen = True
        rows = find_key(read.result, "records")[1] if read.node else read.result
        if any(read.args.get(name) not in (None, [], "<None>") for name in ("order_by", "sort")):
            continue
        if (length(rows) or 0) < 2 and not _one_of_several(read):
            continue
        text = f"{read.label} is given no order_by; the rows come with the greatest id first"
        claim = Claim(text, read.file, read.line, read.node, view.line_text(read.file, read.line))
        return holds(claim, key="id", **read.bindings())
    return FAILS if seen else UNKNOWN


def _one_of_several(read: Read) -> bool:
    """One row asked for with `limit=1`: which one it is, is a matter of the order."""
    return read.args.get("limit") == 1 and leaf_type(read.result) in ("list", "dict")


@check
def text_against_bool(view: View) -> Verdict:
    """A filter compares a bool field with text such as "true", and nothing was found.

    Binds field, key, model, operation, node, file, line. UNKNOWN when no filter was seen.
    """
    found = filters(view)
    for payload in found:
        for field, value in payload.keys.items():
            known = (fields_of(view, payload.model) or {}).get(field)
            if known is None or not re.search(r"\bbool\b", known.type):
                continue
            compared = list(value.values()) if isinstance(value, dict) else [value]
            if not any(leaf_type(one) == "str" for one in compared):
                continue
            if any(answer not in ([], 0, None, "<None>") for answer in answers(view, payload)):
                continue
            file, line = payload.place(field)
            text = f"The filter of {payload.where} compares the bool '{field}' with text"
            claim = Claim(text, file, line, payload.node, view.line_text(file, line))
            return holds(claim, field=field, key=field, **bindings_of(payload, field))
    return FAILS if found else UNKNOWN


@check
def class_attribute_is_field(view: View) -> Verdict:
    """A field is asked of the model's class (`Wine.price > 20`), as SQLAlchemy has it.

    Binds model, field, file, line. FAILS when no error says so.
    """
    for one in view.raised:
        found = _CLASS_ATTRIBUTE.search(one.message)
        known = fields_of(view, found["model"]) if found else None
        if found is None or known is None or found["field"] not in {*known, *_MANAGED_TIMES, "id"}:
            continue
        frame = view.user_frame
        file, line = (frame.file, frame.line) if frame else (None, None)
        text = f"The class {found['model']} is asked for its field '{found['field']}'"
        claim = Claim(text, file, line, value=view.line_text(file, line))
        return holds(claim, model=found["model"], field=found["field"], file=file, line=line)
    return FAILS


@check
def ordered_by_same_second(view: View) -> Verdict:
    """A list is ordered by a managed time, and several rows of the model were written within one second.

    The managed columns of SQLite and MySQL hold whole seconds. Binds key, order, model, operation, node, api, file,
    line. UNKNOWN when no list was seen.
    """
    seen = False
    for read in reads(view):
        if read.operation != "list" or not read.ok:
            continue
        seen = True
        order = read.args.get("order_by")
        parts = order if isinstance(order, list) else [order]
        first = (
            next(iter(parts[0]), None)
            if parts and isinstance(parts[0], dict)
            else parts[0]
            if parts
            else None
        )
        if not isinstance(first, str) or first.lstrip("-+") not in _MANAGED_TIMES or len(parts) > 1:
            continue
        if view.dialect not in ("sqlite", "mysql") or not _written_together(view, read.model):
            continue
        text = f"{read.label} is ordered by {first}, in whole seconds; several rows of {read.model} have the same"
        claim = Claim(text, read.file, read.line, read.node, first)
        numbered = (fields_of(view, read.model) or {}).get("id")
        down = "-" if first.startswith("-") else ""
        tie = f"{down}id" if numbered is not None and numbered.type == "int" else None
        return holds(claim, key="order_by", order=first, tie=tie, **read.bindings())
    return FAILS if seen else UNKNOWN


def _written_together(view: View, model: str) -> bool:
    """Whether two rows of the model were written within a second of each other."""
    times = [
        call.start_ms
        for call in view.calls("express*.create")
        if isinstance(call.args, dict) and call.args.get("model") == model and call.ok
    ]
    known = [time for time in times if time is not None]
    return any(after - before < 1000 for before, after in pairwise(known))


@check
def filter_is_id_text(view: View) -> Verdict:
    """A find_one, list or count by Express got one word of text as its filter, as if it were an id.

    Binds argument, model, operation, node, api, file, line. UNKNOWN when no such read was seen.
    """
    found = [read for read in reads(view) if read.api and read.node is None]
    for read in found:
        if leaf_type(read.args.get("filter")) != "str":
            continue
        sites = [s for s in view.express_sites if s.file == read.file and read.line is not None]
        site = next((s for s in sites if s.line <= (read.line or 0) <= (s.call.end_lineno or s.line)), None)
        known = texts(view, site.config, site.source) if site and site.config is not None else []
        if any(sign in text for text in known for sign in " =<>%{"):
            continue
        text = f"{read.label} of {read.model} is given text as its filter, which is dropped"
        claim = Claim(text, read.file, read.line, value=view.line_text(read.file, read.line))
        return holds(claim, argument="filter", **read.bindings())
    return FAILS if found else UNKNOWN
