"""Versions of Python, of the packages that matter here, and the database's dialect."""

from __future__ import annotations

import os
import sys
from typing import Any

from . import source, state
from .words import words

PACKAGES = words(
    """kailash kailash-dataflow kailash-kaizen kailash-nexus sqlalchemy aiosqlite asyncpg psycopg2
psycopg2-binary psycopg aiomysql pymysql pydantic redis motor pymongo fastapi uvicorn uvloop pytest
pytest-asyncio alembic requests httpx bcrypt python-dotenv"""
)


def environment(now: state.State) -> dict[str, Any]:
    """The `environment` part of the evidence."""
    uname = os.uname() if hasattr(os, "uname") else None
    system = f"{uname.sysname} {uname.machine}" if uname else sys.platform
    url = next((i.url for i in reversed(now.instances) if i.url), None) or os.environ.get("DATABASE_URL")
    return {
        "python": sys.version.split()[0],
        "platform": system,
        "packages": packages(),
        "database": {"dialect": dialect(url), "url": url} if url else None,
        "module_copies": module_copies(now),
    }


def module_copies(now: state.State) -> dict[str, list[str]]:
    """The program's files that were loaded under more than one name: each copy has models of its own."""
    main = source.main_file(now)
    names: dict[str, list[str]] = {now.paths.show(main): ["__main__"]} if main is not None else {}
    for module in source.program_modules(now):
        if module.__dict__.get("__name__") != "__main__":
            names.setdefault(now.paths.show(module.__file__), []).append(str(module.__name__))
    return {file: found for file, found in names.items() if len(found) > 1}


def packages() -> dict[str, str]:
    """Installed versions of the listed packages, found by the names of their metadata folders alone."""
    wanted = {name.replace("-", "_"): name for name in PACKAGES}
    found: dict[str, str] = {}
    for folder in sys.path:
        if not folder.endswith(("site-packages", "dist-packages")):
            continue
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for entry in names:
            if entry.endswith(".dist-info"):
                name, _, version = entry[: -len(".dist-info")].partition("-")
                key = wanted.get(name.lower().replace(".", "_").replace("-", "_"))
                if key is not None:
                    found.setdefault(key, version)
    return found


def dialect(url: str) -> str | None:
    """The database's dialect by its URL."""
    scheme = url.split("://", 1)[0].lower().split("+", 1)[0] if "://" in url else ""
    names = {"postgres": "postgresql", "mariadb": "mysql", "": "sqlite"}
    if not scheme and not url.endswith((".db", ".sqlite", ".sqlite3", ":memory:")):
        return None
    return names.get(scheme, scheme)
