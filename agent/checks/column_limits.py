"""Checks of columns that are not what a program expects: too short, too coarse, missing."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.arguments import ARGUMENT, field_of_argument
from dataflow_debugger.agent.checks.filters import bindings_of
from dataflow_debugger.agent.checks.names import glob
from dataflow_debugger.agent.checks.payloads import Payload, payloads
from dataflow_debugger.agent.checks.refused_values import annotation_of, plain_type
from dataflow_debugger.agent.checks.schema import field_place
from dataflow_debugger.agent.checks.shapes import leaf_type, shape_text
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.checks.written_tables import written_columns
from dataflow_debugger.agent.failure import MISSING_TABLE, table_names
from dataflow_debugger.agent.pattern_source import Source


@check
def rounded_float_noticed(view: View) -> Verdict:
    """A float field of a PostgreSQL table was written and read, and an assertion or the user finds a number wrong.

    Binds model, field, table, file, line (of the field). FAILS when nobody noticed, UNKNOWN when no write was
    seen.
    """
    if view.dialect != "postgresql":
        return FAILS
    written = [one for one in payloads(view) if one.role == "fields" and one.ok]
    found = [
        (one.model, key, shape)
        for one in written
        for key, shape in one.keys.items()
        if leaf_type(shape) == "float" and plain_type(annotation_of(view, one, key)) == "float"
    ]
    if not found:
        return FAILS if written else UNKNOWN
    # A number that is written with more digits than the column keeps tells most; one that is computed has them all.
    found.sort(key=lambda one: not _LONG.match(str(one[2])))
    long = _LONG.match(str(found[0][2])) is not None
    if not _number_tested(view) and not _number_wrong(view.evidence.symptom or "", long):
        return FAILS
    for name, key, _ in found:
        model = view.model(name)
        reads = [f for source in view.sources.values() for f in _fields_read(source) if f == key]
        own = (written_columns(view, model.table or "") or {}).get(key) if model is not None else None
        if model is not None and reads and own in (None, "REAL", "FLOAT4"):
            file, line = field_place(view, name, key)
            text = f"{name}.{key} is a float, kept in a REAL column with about seven digits"
            claim = Claim(text, file, line, value=view.line_text(file, line))
            return holds(claim, model=name, field=key, table=model.table, file=file, line=line)
    return FAILS


_LONG = re.compile(r"^<float:([89]|1[0-5])>$")
_DECIMAL = re.compile(r"\d+[.,]\d+")


def _number_wrong(symptom: str, long: bool) -> bool:
    """Whether the user finds a number wrong; of one with many digits two that differ say so without a word."""
    return bool(_NUMBERS.search(symptom)) or (long and len(set(_DECIMAL.findall(symptom))) > 1)


def _number_tested(view: View) -> bool:
    """Whether the program ended at an assertion, or at a `raise` under a comparison of numbers."""
    if view.root is None or view.failing_statement is None:
        return False
    source, statement = view.failing_statement
    if isinstance(statement, ast.Assert):
        return True
    around = next(iter(source.ancestors(statement)), None) if isinstance(statement, ast.Raise) else None
    test = ast.unparse(around.test) if isinstance(around, ast.If) else ""
    return re.search(r"\babs\(|\bround\(|\bisclose\(|\d\.\d", test) is not None


_NUMBERS = re.compile(
    r"(?i)\b(totals?|sums?|amounts?|prices?|balances?|cents?|round\w*|precis\w+|digits?|decimals?|numbers?|values?|coordinates?)\b"
)


def _fields_read(source: Source) -> Iterator[str]:
    keys = [node.slice for node in source.nodes if isinstance(node, ast.Subscript)]
    for key in keys:
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value


def _sql_of_program_names(view: View, table: str) -> bool:
    """False where only SQL that DataFlow wrote can have named the table."""
    named = re.compile(rf"(?i)\b(?:from|join|into|update|table)\s+[\"`]?{re.escape(table)}\b")
    return any(named.search(source.text) for source in view.sources.values())


@check
def table_named_like_class(view: View) -> Verdict:
    """The program's own SQL names a table that is missing and is called like a model, whose table has another name.

    Binds old (the missing table), to (the model's table), model, file, line. FAILS when no raised message says so.
    """
    for one in view.raised:
        found = MISSING_TABLE.search(one.message)
        name = next(filter(None, found.groups())) if found else None
        for model in view.models if name and _sql_of_program_names(view, name) else ():
            if model.table and name != model.table and str(name).lower() in table_names(model.name, ""):
                file, line = (view.user_frame.file, view.user_frame.line) if view.user_frame else (None, None)
                text = f"The SQL names '{name}'; the table of {model.name} is '{model.table}'"
                claim = Claim(text, file, line, value=view.line_text(file, line))
                return holds(claim, old=name, to=model.table, model=model.name, file=file, line=line)
    return FAILS


@check
def column_too_short(view: View) -> Verdict:
    """MySQL refused a text that is longer than its column.

    Binds model, field, table, type, file, line (of the field). `type` is the definition
    that holds longer texts. FAILS when no message says so.
    """
    return _of_column(
        view, r"Data too long for column '(?P<column>\w+)'", "is {type} with at most 255 characters"
    )


@check
def column_unknown(view: View) -> Verdict:
    """MySQL has no column for a field of a model. Binds as `column_too_short` does, `type` is the field's."""
    return _of_column(view, r"Unknown column '(?P<column>\w+)' in '", "has no column in the table ({type})")


_MYSQL_TYPES = {
    "str": "VARCHAR(255)", "int": "INT", "float": "DOUBLE", "bool": "TINYINT(1)", "datetime": "DATETIME",
    "dict": "JSON", "list": "JSON", "bytes": "BLOB",
}  # fmt: skip


def _of_column(view: View, pattern: str, said: str) -> Verdict:
    told = next((hit for text in view.all_texts if (hit := re.search(pattern, text.text))), None)
    if told is None:
        return FAILS
    column = told["column"]
    failed = {one.model for one in payloads(view) if not one.ok}
    models = sorted(view.models, key=lambda one: one.name not in failed)
    for model in models:
        known = model.fields.get(column)
        if known is None or not model.table:
            continue
        longer = "too long" in told.group().lower()
        kind = "LONGTEXT" if longer else _MYSQL_TYPES.get(plain_type(known.type), "TEXT")
        null = " NOT NULL" if longer and known.required else ""
        file, line = field_place(view, model.name, column)
        shown = "VARCHAR(255)" if longer else kind
        claim = Claim(f"{model.name}.{column} {said.format(type=shown)}", file, line, value=told.group())
        return holds(
            claim, model=model.name, field=column, table=model.table, type=kind + null, file=file, line=line
        )
    return FAILS


@check
def nul_in_text(view: View) -> Verdict:
    """PostgreSQL refused a text for a NUL character.

    Binds key (the field it is most likely in), model, node, file, line. Texts that the source spells, and
    ids, are less likely. FAILS when no message says so.
    """
    if not any(
        re.search(r'invalid byte sequence for encoding "UTF8": 0x00', text.text) for text in view.all_texts
    ):
        return FAILS
    for payload in sorted(payloads(view), key=lambda one: one.ok):
        texts = [key for key, shape in payload.keys.items() if leaf_type(shape) == "str"]
        found = sorted(texts, key=lambda key: (_spelt(payload, key), key == "id"))
        if payload.role == "fields" and found:
            file, line = payload.place(found[0])
            text = f"{payload.subject} gives '{found[0]}' a text that is not spelt in the program"
            claim = Claim(text, file, line, payload.node, shape_text(payload.keys[found[0]]))
            return holds(claim, field=found[0], key=found[0], **bindings_of(payload, found[0]))
    return UNKNOWN


def _spelt(payload: Payload, key: str) -> bool:
    item = payload.item(key)
    return item is not None and isinstance(item.value, ast.Constant) and "\0" not in str(item.value.value)


@check
def model_of_table(view: View, pattern: str = r'of relation "(?P<table>\w+)"') -> Verdict:
    """The model whose table a message names by the regex. Binds model, table. FAILS when there is none."""
    for text in view.all_texts:
        found = re.search(pattern, text.text)
        model = next((one for one in view.models if found and one.table == found["table"]), None)
        if model is not None:
            return holds(
                Claim(f"'{model.table}' is the table of {model.name}"), model=model.name, table=model.table
            )
    return FAILS


@check
def model_of_column(view: View, pattern: str = r'column "(?P<column>\w+)" is of type') -> Verdict:
    """The failed model that has the field a message names. Binds model, table, column. FAILS when there is none."""
    found = next((hit for text in view.all_texts if (hit := re.search(pattern, text.text))), None)
    for payload in payloads(view) if found else ():
        model = view.model(payload.model)
        if not payload.ok and model is not None and found and found["column"] in model.fields:
            text = f"'{found['column']}' is a field of {model.name}"
            return holds(Claim(text), model=model.name, table=model.table, column=found["column"])
    return FAILS


@check
def differs_only_in_collation(view: View) -> Verdict:
    """MySQL refused a unique text, and texts of the program differ only in case, accents or blanks at the end.

    Binds model, field, table, type (with a binary collation), file, line (of one such text). FAILS otherwise.
    """
    told = next((hit for text in view.all_texts if (hit := _DUPLICATE.search(text.text))), None)
    pair = _alike(view) if told and view.dialect == "mysql" else None
    if told is None or pair is None:
        return FAILS
    key = told["key"].rpartition(".")[2]
    for payload in sorted(payloads(view), key=lambda one: one.ok):
        model = view.model(payload.model)
        if model is None or payload.ok or not model.table:
            continue
        texts = [name for name, shape in payload.keys.items() if leaf_type(shape) == "str"]
        named = [name for name in texts if name in key]
        field = "id" if key == "PRIMARY" else next(iter(named or texts), None)
        if field is not None:
            first, second, file, line = pair
            text = f"'{first}' and '{second}' are the same to the column {model.table}.{field}"
            return holds(
                Claim(text, file, line, value=view.line_text(file, line)),
                model=model.name, field=field, table=model.table, file=file, line=line,
                type="VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL",
            )  # fmt: skip
    return FAILS


_DUPLICATE = re.compile(r"Duplicate entry '.*' for key '(?P<key>[\w.]+)'")


def _alike(view: View) -> tuple[str, str, str, int] | None:
    """Two texts of the program that a case- and accent-insensitive collation takes for one, with their place."""
    seen: dict[str, str] = {}
    for source in view.sources.values():
        for node in source.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 80:
                plain = unicodedata.normalize("NFKD", node.value).encode("ascii", "ignore").decode()
                known = seen.setdefault(plain.casefold().rstrip(), node.value)
                if known != node.value and plain.strip():
                    return known, node.value, source.file, node.lineno
    return None


def _longest_taken(seen: list[Payload], model: str) -> dict[str, int]:
    """The longest text by field that the table has taken from a create."""
    found: dict[str, int] = {}
    for payload in seen:
        if payload.ok and payload.model == model and payload.operation == "create":
            for name, shape in payload.keys.items():
                length = re.match(r"<str:(\d+)", str(shape))
                if length is not None:
                    found[name] = max(found.get(name, 0), int(length.group(1)))
    return found


# The operations whose payload is all the statement has arguments for; bulk operations have those of many rows.
_SHOWN = ("create", "update", "list", "count", "find_one")


@check
def existing_column_refuses(view: View, pattern: str, field_type: str, value_type: str) -> Verdict:
    """A value fits the model's field, and the column of the existing table refuses it with this message (regex).

    The argument's number in the message (`$2`) tells the field where the statement shows it, else the first field
    whose annotation and value fit; `field_type` and `value_type` are globs over the plain names. A group `length`
    in the regex is the most characters a text may have. Binds model, field, table, node, file, line. FAILS when no
    message fits, UNKNOWN when no payload was seen.
    """
    told = next((hit for text in view.all_texts if (hit := re.search(pattern, text.text, re.S))), None)
    if told is None:
        return FAILS
    seen = payloads(view)
    known = [one for one in seen if not one.ok] or seen
    number = ARGUMENT.search(told.group())
    limit = int(told["length"]) if "length" in told.groupdict() else None
    for payload in known:
        model = view.model(payload.model)
        if model is None or not model.table or (limit is not None and payload.role == "filter"):
            continue
        took = _longest_taken(seen, payload.model) if limit is not None else {}
        names = [name for name in model.fields if name in payload.keys and took.get(name, 0) <= (limit or 0)]
        if number is not None and payload.operation in _SHOWN:
            names = [name for name in names if name == field_of_argument(view, payload, int(number.group(1)))]
        for name in names:
            shape = payload.keys[name]
            long = re.match(r"<str:(\d+)", str(shape))
            if payload.role == "filter" and isinstance(shape, dict):
                shape = next(iter(shape.values()), None)
            given = leaf_type(shape) or ""
            fits = glob(field_type, plain_type(model.fields[name].type)) and glob(value_type, given)
            if fits and (limit is None or (long is not None and int(long.group(1)) > limit)):
                file, line = payload.place(name)
                text = f"{payload.subject} gives '{name}' a {given}; the column in '{model.table}' refuses it"
                claim = Claim(text, file, line, payload.node, shape_text(shape))
                return holds(claim, field=name, table=model.table, **bindings_of(payload, name))
    return FAILS if seen else UNKNOWN
