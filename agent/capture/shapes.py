"""Turns values into shapes: keys, types and lengths without contents; `agent/evidence.py` has the form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .secrets import secret_name
from .words import words

KEYS_MAX = 40
ITEMS_MAX = 3
DEPTH_MAX = 6
PARTS_MAX = 400
TEXT_MAX = 600
VALUE_MAX = 120
SECRETS_MAX = 200
DIGITS_SHORT = 7
# Values met under a secret's name: they are hidden wherever else in the evidence they stand.
SECRETS: set[str] = set()

# Under these keys a number or a flag says how an operation went or was asked for, never what the data is.
NUMBER_KEYS = frozenset(
    words(
        """
        limit offset rows_affected affected_rows updated deleted inserted created upserted
        success failed count total page page_size per_page version batch_size total_count
        record_count records_processed success_count failure_count error_count skipped conflicts
        enable_cache auto_migrate cache_ttl timeout retries max_retries max_iterations has_more
        returned found exists cycle pool_size max_overflow return_ids return_records atomic
        transaction rollback committed dry_run include_deleted
        """
    )
)
# Under these keys text names something of the program (a field, a model, a mode), never a value of a row.
NAME_KEYS = frozenset(
    words(
        """
        order_by fields conflict_on unique_fields conflict_fields conflict_resolution
        isolation_level field field_name column column_name parameter model model_name table
        table_name output input operation node_id
        node_type node run_id mode status action strategy dialect database_type sort group_by
        key_fields select columns error_type return_fields existing_schema_mode
        transaction_id_type workflow key_field
        """
    )
)
TEXT_KEYS = frozenset(("error", "message", "errors", "warning", "detail", "reason", "_exception"))
SQL_KEYS = frozenset(("sql", "query", "statement"))
_SQL = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|PRAGMA|BEGIN|TRUNCATE)\b", re.IGNORECASE
)
_NAME = re.compile(r"^[-+]?[A-Za-z_][\w.]{0,63}( (asc|desc))?$", re.IGNORECASE)


class _Budget:
    """How many parts one shape may still have; a wide and deep value has more than anybody reads."""

    def __init__(self) -> None:
        self.left = PARTS_MAX


def shape(value: Any, key: str = "", values: bool = False) -> Any:
    """The shape of `value`, which stands under `key`; with `values`, the leaves' own text instead."""
    return _shape(value, key, values, 0, _Budget())


def _shape(value: Any, key: str, values: bool, depth: int, budget: _Budget) -> Any:
    budget.left -= 1
    try:
        if budget.left <= 0:
            return f"<{type(value).__name__}>"
        if isinstance(value, Mapping):
            return _mapping(value, key, values, depth, budget)
        if type(value) in (list, tuple, set, frozenset):
            return _sequence(value, key, values, depth, budget)
        # Of a URL (`dsn`) only the credentials are secret, and these are hidden wherever a URL stands.
        if type(value) is str and "://" not in value and secret_name(key) and len(SECRETS) < SECRETS_MAX:
            SECRETS.add(value)
        return _literal(value) if values else _leaf(value, key)
    except Exception:
        return f"<{type(value).__name__}>"


def _mapping(value: Mapping[Any, Any], key: str, values: bool, depth: int, budget: _Budget) -> Any:
    if depth >= DEPTH_MAX:
        return f"<{type(value).__name__}:{len(value)}>"
    found: dict[str, Any] = {}
    for position, (name, item) in enumerate(value.items()):
        if position >= KEYS_MAX:
            found[f"<+{len(value) - KEYS_MAX}>"] = "<more>"
            break
        text = name if isinstance(name, str) else str(name)
        text = text[:VALUE_MAX]
        # A sort direction under a field's name (`{"created_at": -1}`) belongs to the order, not to the data.
        if key in ("order_by", "sort") and isinstance(item, int) and item in (1, -1):
            found[text] = item
        else:
            found[text] = _shape(item, text, values, depth + 1, budget)
    return found


def _sequence(value: Any, key: str, values: bool, depth: int, budget: _Budget) -> Any:
    if depth >= DEPTH_MAX:
        return f"<{type(value).__name__}:{len(value)}>"
    kept = KEYS_MAX if key in NAME_KEYS else ITEMS_MAX
    found: list[Any] = []
    for position, item in enumerate(value):
        if position >= kept:
            found.append(f"<+{len(value) - kept}>")
            break
        found.append(_shape(item, key, values, depth + 1, budget))
    return found


def _leaf(value: Any, key: str) -> Any:
    if value is None:
        return "<None>"
    if isinstance(value, bool):
        # Under an operator such as `$null` it is a switch of the query, not data.
        return value if key in NUMBER_KEYS or key in NAME_KEYS or key.startswith("$") else "<bool>"
    if isinstance(value, int) and type(value) is int:
        return value if key in NUMBER_KEYS else "<int>"
    if isinstance(value, str) and type(value) is str:
        if key in NAME_KEYS and _NAME.match(value):
            return value
        if key in SQL_KEYS and _SQL.match(value):
            return without_literals(value)[:TEXT_MAX]
        if key in TEXT_KEYS:
            return value[:TEXT_MAX]
        return f"<str:{len(value)}>"
    if type(value) is float:
        # How exact a number is, tells whether a column of four bytes can hold it.
        return f"<float:{digits}>" if (digits := _digits(value)) > DIGITS_SHORT else "<float>"
    if isinstance(value, BaseException):
        return f"<{type(value).__name__}>"
    if isinstance(value, (bytes, bytearray)):
        return f"<bytes:{len(value)}>"
    if isinstance(value, type):
        return f"<class {value.__name__}>"
    if callable(value):
        return "<function>"
    return f"<{type(value).__name__}>"


def _digits(value: float) -> int:
    """The significant digits of a number as Python writes it."""
    return len(re.sub(r"e.*|\D", "", repr(abs(value))).strip("0"))


def without_literals(sql: str) -> str:
    """A statement without the values written into it."""
    sql = re.sub(r"'(?:[^']|'')*'", "'***'", sql)
    return re.sub(r"(?<![\w.$\"])\d+(?:\.\d+)?\b", "?", sql)


def _literal(value: Any) -> Any:
    if value is None or type(value) in (bool, int, float):
        return value
    try:
        text = value if type(value) is str else repr(value)
    except Exception:
        return f"<{type(value).__name__}>"
    return text if len(text) <= VALUE_MAX else text[:VALUE_MAX] + "…"
