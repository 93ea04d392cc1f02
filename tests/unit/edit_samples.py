"""Runs an edit on program texts, as the command does, and gives the changed texts."""

from __future__ import annotations

import textwrap
from typing import Any

from dataflow_debugger.agent.fixes.build import patches
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.knowledge_base.schema import Fix


def fix_of(edit: str | None, /, kind: str = "edit", requirement: str | None = None, **with_: Any) -> Fix:
    """A fix as an entry has it."""
    return Fix.model_validate(
        {
            "title": "A title",
            "kind": kind,
            "safety": "safe",
            "edit": edit,
            "with": with_,
            "requirement": requirement,
            "rationale": "Because.",
        }
    )


def edited(
    texts: str | dict[str, str], edit: str, found: dict[str, Any] | None = None, /, **with_: Any
) -> dict[str, str]:
    """The files that the first patch changes, by name; empty when there is no patch."""
    files = {"app.py": texts} if isinstance(texts, str) else texts
    project = Project.from_texts({name: dedented(text) for name, text in files.items()})
    made = patches(fix_of(edit, **with_), {"file": "app.py", **(found or {})}, project)
    return {change.path: change.after for change in made[0].changes} if made else {}


def app(text: str, edit: str, found: dict[str, Any] | None = None, /, **with_: Any) -> str:
    """The one changed file's text. Raises AssertionError when nothing was changed."""
    changed = edited(text, edit, found, **with_)
    assert list(changed) == ["app.py"], f"{edit} changed {list(changed) or 'nothing'}"
    return changed["app.py"]


def untouched(text: str, edit: str, found: dict[str, Any] | None = None, /, **with_: Any) -> bool:
    """Whether the edit finds nothing to change."""
    return not edited(text, edit, found, **with_)


def dedented(text: str) -> str:
    """A text of a test without the indentation that the test gives it."""
    return textwrap.dedent(text).lstrip("\n")
