"""The SQLite files as they stand after the run: in the program's folder, and where the URLs lead."""

from __future__ import annotations

import os
import time
from typing import Any

from . import state

FILES_MAX = 8
TABLES_MAX = 40
COLUMNS_MAX = 60
INDEXES_MAX = 20
ROWS_MAX = 1000
SECONDS_MAX = 0.1
# A program that ends without an exception waits less: most of these need no diagnosis.
SECONDS_MAX_SILENT = 0.04
ENDINGS = (".db", ".sqlite", ".sqlite3", ".db3")


def collect(now: state.State, urls: list[str | None], errors: list[str]) -> list[dict[str, Any]]:
    """Tables, columns and row counts of every file; read only, within a time limit."""
    targets: dict[str, str] = {}
    if not any(url and is_sqlite(url) for url in urls):
        return []
    for url in urls:
        if url and is_sqlite(url):
            for path, origin in resolved(url):
                targets.setdefault(path, origin)
    for folder in dict.fromkeys((now.paths.root, os.getcwd())):
        for path in _files(folder):
            targets.setdefault(path, "folder")
    found = []
    ends = time.monotonic() + (SECONDS_MAX if now.chain else SECONDS_MAX_SILENT)
    for path, origin in list(targets.items())[:FILES_MAX]:
        if os.path.isfile(path):
            tables = _tables(path, ends, errors)
            found.append({"path": now.paths.show(path), "tables": tables, "origin": origin})
    return found


def is_sqlite(url: str) -> bool:
    """Whether a URL, or a bare path, leads to SQLite."""
    scheme = url.split("://", 1)[0].lower() if "://" in url else ""
    return scheme.startswith("sqlite") or (not scheme and (url == ":memory:" or url.endswith(ENDINGS)))


def resolved(url: str) -> list[tuple[str, str]]:
    """The file a URL means for the tables (relative to the working folder) and for the queries (absolute)."""
    if ":memory:" in url or "mode=memory" in url:
        return []
    if "://" not in url:
        return [(os.path.realpath(url), "url")]
    path = url.split("://", 1)[1].split("?", 1)[0]
    tail = path[1:] if path.startswith("/") else path
    if not tail:
        return []
    relative, absolute = os.path.realpath(tail), os.path.realpath("/" + tail.lstrip("/"))
    if path.startswith("//") or relative == absolute:
        return [(absolute, "url")]
    return [(relative, "url:tables"), (absolute, "url:queries")]


def _files(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [os.path.realpath(os.path.join(folder, name)) for name in names if name.endswith(ENDINGS)]


def _tables(path: str, ends: float, errors: list[str]) -> dict[str, Any]:
    try:
        import sqlite3
        from urllib.parse import quote
    except ImportError:
        return {}
    found: dict[str, Any] = {}
    connection = None
    try:
        # Without a write-ahead log beside it the file is read as it lies: else SQLite would make one.
        mode = "mode=ro" if os.path.exists(path + "-wal") else "mode=ro&immutable=1"
        connection = sqlite3.connect(f"file:{quote(path)}?{mode}", uri=True, timeout=0.02)
        connection.set_progress_handler(lambda: time.monotonic() > ends, 1000)
        query = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        for (name,) in connection.execute(query).fetchmany(TABLES_MAX):
            quoted = '"' + name.replace('"', '""') + '"'
            columns = connection.execute(f"PRAGMA table_info({quoted})").fetchmany(COLUMNS_MAX)
            entry: dict[str, Any] = {"columns": {c[1]: c[2] for c in columns}, "rows": None}
            entry["not_null"] = [c[1] for c in columns if c[3] and c[4] is None and not c[5]]
            entry["defaults"] = [c[1] for c in columns if c[4] is not None and c[4].upper() != "NULL"]
            entry["indexes"] = _indexes(connection, quoted)
            found[name] = entry
            entry["rows"] = connection.execute(f"SELECT COUNT(*) FROM {quoted}").fetchone()[0]
        for name in found:
            # Last, because it reads whole tables and the time may run out.
            found[name]["orphans"] = _orphans(connection, '"' + name.replace('"', '""') + '"')
    except Exception as error:
        errors.append(f"database {os.path.basename(path)}: {type(error).__name__}: {error}")
    finally:
        if connection is not None:
            connection.close()
    return found


def _orphans(connection: Any, table: str) -> list[dict[str, Any]]:
    """Foreign keys of a table that lead to no row: column, parent with its key, what a deletion does, the rows."""
    keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchmany(COLUMNS_MAX)
    if not keys:
        return []
    try:
        rows = connection.execute(f"PRAGMA foreign_key_check({table})").fetchmany(ROWS_MAX)
    except Exception:
        # The parent has no such key, or the time is over.
        return []
    lost: dict[int, int] = {}
    for row in rows:
        lost[row[3]] = lost.get(row[3], 0) + 1
    told = {key[0]: key for key in reversed(keys) if key[0] in lost}
    return [
        {"column": key[3], "parent": key[2], "key": key[4], "on_delete": key[6], "rows": lost[number]}
        for number, key in told.items()
    ]


def _indexes(connection: Any, table: str) -> dict[str, dict[str, Any]]:
    """Declared indexes of a table: columns, and whether they are unique."""
    found = {}
    for row in connection.execute(f"PRAGMA index_list({table})").fetchmany(INDEXES_MAX):
        if not row[1].startswith("sqlite_"):
            quoted = '"' + row[1].replace('"', '""') + '"'
            columns = [one[2] for one in connection.execute(f"PRAGMA index_info({quoted})")]
            found[row[1]] = {"columns": columns, "unique": bool(row[2])}
    return found
