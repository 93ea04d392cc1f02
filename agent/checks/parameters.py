"""What the generated nodes and Express take, as tried on kailash-dataflow 2.20.1."""

from __future__ import annotations

_FILTERED = frozenset({"filter", "include_deleted"})
_BULK = frozenset(
    (
        "data",
        "batch_size",
        "conflict_resolution",
        "filter",
        "conditions",
        "fields",
        "update",
        "return_ids",
        "safe_mode",
        "confirmed",
    )
)
# Parameters of a generated node beside the model's own fields, which create and update nodes take too.
NODE_PARAMETERS: dict[str, frozenset[str]] = {
    "create": frozenset(),
    "read": frozenset({"record_id", "id", "conditions", "raise_on_not_found", "include_deleted"}),
    "update": frozenset({"record_id", "id", "filter", "fields", "conditions", "updates"}),
    "delete": frozenset({"record_id", "id", "filter", "conditions"}),
    "list": _FILTERED
    | {"limit", "offset", "order_by", "sort", "enable_cache", "cache_ttl", "cache_key", "count_only"},
    "count": _FILTERED,
    "upsert": frozenset({"where", "update", "create", "conflict_on"}),
    "bulk_create": _BULK,
    "bulk_update": _BULK,
    "bulk_delete": _BULK,
    "bulk_upsert": _BULK,
}
# Every node takes these.
COMMON = frozenset(
    {"database_url", "name", "metadata", "id", "_node_id", "_workflow_id", "_workflow_context"}
)
TAKES_FIELDS = frozenset({"create", "update"})

# What the inputs of an operation are taken to be called: by the output of another node, or in other frameworks.
_RECORDS = frozenset(
    ("records", "rows", "items", "entries", "entities", "objects", "values", "list", "batch", "documents",
     "input", "input_data", "results")
)  # fmt: skip
_CONDITIONS = frozenset(
    ("where", "conditions", "condition", "criteria", "query", "filters", "filter_by", "selector", "match")
)
_CHANGES = frozenset(
    ("changes", "updates", "update", "values", "new_values", "set", "data", "record", "patch", "input",
     "input_data")
)  # fmt: skip
_CALLED: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "update": (("filter", _CONDITIONS), ("fields", _CHANGES)),
    "list": (("filter", _CONDITIONS),),
    "count": (("filter", _CONDITIONS),),
    "bulk_create": (("data", _RECORDS),),
    "bulk_upsert": (("data", _RECORDS),),
    "bulk_update": (
        ("filter", _CONDITIONS),
        ("fields", _CHANGES - {"data"} - _RECORDS | {"values"}),
        ("data", _RECORDS),
    ),
    "bulk_delete": (("filter", _CONDITIONS),),
}


def input_named(operation: str, name: str) -> str | None:
    """The parameter of an operation that another name stands for, as `records` for a bulk create's `data`."""
    return next((to for to, words in _CALLED.get(operation, ()) if name.lower() in words), None)


# Express's filters go through the query builder alone; a list node in a workflow lets fewer through.
EXPRESS_OPERATORS = frozenset(
    ("$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$like", "$regex", "$exists", "$null")
)
NODE_OPERATORS = EXPRESS_OPERATORS - {"$like"}
LOGICAL = frozenset({"$or", "$and", "$not", "$nor"})
LIST_DEFAULT_LIMIT = {"node": 10, "express": 100}

# Django's lookups and what they are in DataFlow's filters; None: there is no operator for it.
LOOKUPS: dict[str, str | None] = {
    "exact": "$eq",
    "iexact": None,
    "gt": "$gt",
    "gte": "$gte",
    "lt": "$lt",
    "lte": "$lte",
    "ne": "$ne",
    "not": "$ne",
    "in": "$in",
    "nin": "$nin",
    "isnull": "$null",
    "contains": "$like",
    "icontains": "$like",
    "startswith": "$like",
    "endswith": "$like",
    "like": "$like",
    "regex": "$regex",
}
