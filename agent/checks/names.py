"""What names tell: the node types DataFlow generates, nearest names, globs."""

from __future__ import annotations

import difflib
import fnmatch
import re
from collections.abc import Iterable
from dataclasses import dataclass

OPERATIONS = {
    "BulkCreate": "bulk_create",
    "BulkUpdate": "bulk_update",
    "BulkDelete": "bulk_delete",
    "BulkUpsert": "bulk_upsert",
    "Create": "create",
    "Read": "read",
    "Update": "update",
    "Delete": "delete",
    "List": "list",
    "Count": "count",
    "Upsert": "upsert",
}
FILTERED = ("update", "delete", "list", "count", "bulk_update", "bulk_delete", "find_one")
AUTO_MANAGED = ("created_at", "updated_at")


@dataclass(frozen=True)
class Generated:
    """A node type that DataFlow makes for a model: `UserBulkCreateNode` is (User, bulk_create)."""

    model: str
    operation: str


def generated(node_type: str) -> Generated | None:
    """Take a node type apart; None where it is not of the form `<Model><Operation>Node`."""
    name = node_type.rsplit(".", 1)[-1]
    if not name.endswith("Node"):
        return None
    stem = name[: -len("Node")]
    for suffix, operation in OPERATIONS.items():
        if stem.endswith(suffix) and len(stem) > len(suffix):
            return Generated(stem[: -len(suffix)], operation)
    return None


def node_type(model: str, operation: str) -> str:
    """`("User", "bulk_create")` is `UserBulkCreateNode`. Raises KeyError for an unknown operation."""
    suffix = next((suffix for suffix, name in OPERATIONS.items() if name == operation), None)
    if suffix is None:
        raise KeyError(operation)
    return f"{model}{suffix}Node"


def nearest(name: str, options: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The option that a misspelt name most likely meant, or None.

    Differences of case and underscores count as nothing, and one name that contains the other counts as near.
    """
    known = list(dict.fromkeys(options))
    plain = _plain(name)
    for option in known:
        if option != name and _plain(option) == plain:
            return option
    found = difflib.get_close_matches(name, [option for option in known if option != name], 1, cutoff)
    if found:
        return found[0]
    contained = [
        o
        for o in known
        if len(plain) >= 3 and len(_plain(o)) >= 3 and (plain in _plain(o) or _plain(o) in plain)
    ]
    return contained[0] if len(contained) == 1 else None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def glob(pattern: str | None, text: str) -> bool:
    """Case-sensitive shell pattern; None matches everything. `a|b` is either."""
    if pattern is None:
        return True
    return any(fnmatch.fnmatchcase(text, one) for one in pattern.split("|"))


def glob_type(pattern: str | None, qualified: str) -> bool:
    """A glob over a qualified type name that also accepts the bare name."""
    return glob(pattern, qualified) or glob(pattern, qualified.rsplit(".", 1)[-1])


def dialect(text: str) -> str | None:
    """The database that a URL, or the name of a dialect, speaks of; None when it does not tell."""
    lowered = text.lower()
    if not lowered:
        return None
    for start, spoken in (
        (("postgres", "asyncpg"), "postgresql"),
        (("mysql", "mariadb"), "mysql"),
        (("mongodb",), "mongodb"),
        (("sqlite", ":memory:", "file:"), "sqlite"),
    ):
        if lowered.startswith(start):
            return spoken
    if re.search(r"\.(db|sqlite3?)$", lowered):
        return "sqlite"
    return None
