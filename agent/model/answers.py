"""What a model answers, as a pydantic structure, and what is wrong with text that is none."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from dataflow_debugger.agent.model.errors import ModelError

NONE = "none"
EDITS, STEPS, ASKS = 4, 3, 2
_FENCED = re.compile(r"```(?:json)?\s*(\{.*\})\s*```", re.DOTALL)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Edit(_Part):
    """Replace `old`, which occurs exactly once in `file`, by `new`."""

    file: str
    old: str
    new: str


class Ask(_Part):
    """A request to see more: `what` is FILE:FROM-TO, a model, a node, an entry's code, or words to search for."""

    tool: Literal["lines", "model", "node", "entry", "search"]
    what: str


class Answer(_Part):
    """The model's answer. `reason` stands before `ranking`, because small models decide better so."""

    reason: str
    ranking: list[str] = Field(min_length=1)
    cause: str
    edits: list[Edit] = Field(max_length=EDITS)
    next_steps: list[str] = Field(max_length=STEPS)
    asks: list[Ask] = Field(max_length=ASKS)


def answer_type(codes: Sequence[str]) -> type[Answer]:
    """The answer with exactly these codes, or "none", to rank."""
    choice = Literal[(*codes, NONE)]  # type: ignore[valid-type]
    ranking: Any = (list[choice], Field(min_length=1, max_length=len(codes) + 1))
    return create_model("Answer", __base__=Answer, ranking=ranking)


def schema(kind: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema for a server: pydantic's own without titles and descriptions, which cost tokens."""
    found: dict[str, Any] = _bare(kind.model_json_schema())
    return found


def read(text: str, kind: type[Answer]) -> Answer:
    """The answer in a text. Raises ModelError (kind `invalid`) with what is wrong, in words for the model."""
    found = _FENCED.search(text)
    start, end = text.find("{"), text.rfind("}")
    inner = found[1] if found else text[start : end + 1]
    try:
        data = json.loads(inner, strict=False)
    except ValueError as error:
        raise ModelError("invalid", "it is not one JSON object") from error
    if isinstance(data, dict):
        # Servers that enforce no schema leave out what is empty.
        data = {"edits": [], "next_steps": [], "asks": [], **data}
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise ModelError("invalid", _told(error)) from error


def _told(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the object"
    given = f", not {first['input']!r:.40}" if first["type"] == "literal_error" else ""
    return f"{where}: {first['msg'][0].lower()}{first['msg'][1:]}{given}"


def _bare(value: Any, named: bool = False) -> Any:
    """`named`: the keys are names of fields, of which one may be called "title"."""
    if isinstance(value, dict):
        return {
            key: _bare(item, key in ("properties", "$defs") and not named)
            for key, item in value.items()
            if named or key not in ("title", "description", "default")
        }
    return [_bare(item) for item in value] if isinstance(value, list) else value
