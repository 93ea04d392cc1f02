"""Small evidence built by hand, for the tests of checks."""

from __future__ import annotations

import textwrap
from typing import Any

from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Evidence

USER = {
    "id": {"type": "str", "required": True, "primary_key": True},
    "name": {"type": "str", "required": True},
    "email": {"type": "str", "required": True},
    "age": {"type": "int", "required": False, "default": 0},
    "tags": {"type": "list", "required": False},
}


def view(**parts: Any) -> View:
    """A view of evidence with these parts; `source` may be one text of app.py or {file: text}."""
    source = parts.pop("source", {})
    if isinstance(source, str):
        source = {"app.py": source}
    parts["source"] = [
        {"file": file, "text": textwrap.dedent(text).lstrip("\n")} for file, text in source.items()
    ]
    return View(Evidence.model_validate({"schema": "evidence/1", **parts}))


def models(*names: str, databases: list[dict[str, Any]] | None = None, **instance: Any) -> dict[str, Any]:
    """The inspector's part with models that have the fields of USER, all of one instance."""
    listed = names or ("User",)
    return {
        "models": [{"name": name, "table": f"{name.lower()}s", "fields": USER} for name in listed],
        "instances": [{"url": "sqlite:////srv/app.db", "options": {}, **instance}],
        "databases": databases or [],
    }


def raised(type: str, message: str, line: int = 1, file: str = "app.py", **more: Any) -> dict[str, Any]:
    """The exception's part: one exception raised at a line of the user's file."""
    frame = {"file": file, "line": line, "function": "<module>", "user": True}
    return {"chain": [{"type": type, "message": message, "frames": [frame], **more}]}


def call(api: str, line: int = 1, file: str = "app.py", **more: Any) -> dict[str, Any]:
    """An observed call at a line of the user's file."""
    return {"api": api, "at": f"{file}:{line}", **more}


def graph(nodes: dict[str, tuple[str, dict[str, Any]]], **more: Any) -> dict[str, Any]:
    """The workflow's part: `{id: (type, config)}`."""
    listed = [{"id": name, "type": kind, "config": config} for name, (kind, config) in nodes.items()]
    return {"nodes": listed, **more}
