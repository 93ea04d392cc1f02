"""The prompts are the files in `prompts/`; each is rendered with exactly the names it has."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Template

FOLDER = Path(__file__).with_name("prompts")


class PromptError(Exception):
    """A prompt was given a name too many or too few."""


def render(name: str, **values: str) -> str:
    """The prompt `name` with `values` filled in. Raises PromptError unless they are exactly its names."""
    template = _template(name)
    wanted = set(template.get_identifiers())
    if wanted != set(values):
        odd = ", ".join(sorted(wanted ^ set(values)))
        raise PromptError(f"prompts/{name}.md and what fills it differ in: {odd}")
    return template.substitute(values).rstrip("\n")


@cache
def _template(name: str) -> Template:
    return Template((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
