"""The knowledge entry as pydantic models (the YAML of `entries/<family>/<code>-<slug>.yaml`)."""

from __future__ import annotations

import re
from typing import Any, Literal

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

FAMILIES = {
    "1": "models",
    "2": "nodes",
    "3": "graph",
    "4": "schema",
    "5": "config",
    "6": "lifecycle",
    "7": "results",
    "8": "data",
    "9": "upstream",
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Symptoms(_Strict):
    """What a person or a program sees. `messages` are regular expressions over text as really printed."""

    exceptions: list[str] = []
    messages: list[str] = []
    words: list[str] = Field(min_length=1)

    @field_validator("messages")
    @classmethod
    def _compiles(cls, value: list[str]) -> list[str]:
        for pattern in value:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error
        return value


class CheckUse(_Strict):
    """A named predicate over the evidence: `confirm` (must hold), `support` (may hold) or `refute` (must not)."""

    confirm: str | None = None
    support: str | None = None
    refute: str | None = None
    with_: dict[str, Any] = Field(default={}, alias="with")
    weight: float = Field(default=1.0, gt=0, le=5)

    @model_validator(mode="after")
    def _one(self) -> CheckUse:
        if sum(name is not None for name in (self.confirm, self.support, self.refute)) != 1:
            raise ValueError("a check has exactly one of 'confirm', 'support', 'refute'")
        return self

    @property
    def role(self) -> Literal["confirm", "support", "refute"]:
        return "confirm" if self.confirm else "support" if self.support else "refute"

    @property
    def name(self) -> str:
        return self.confirm or self.support or self.refute or ""


class Fix(_Strict):
    title: str
    kind: Literal["edit", "upgrade", "config", "workaround"]
    safety: Literal["safe", "unsafe"]
    edit: str | None = None
    with_: dict[str, Any] = Field(default={}, alias="with")
    requirement: str | None = None
    command: str | None = None
    rationale: str

    @model_validator(mode="after")
    def _upgrade_names_a_release(self) -> Fix:
        if self.kind == "upgrade" and not self.requirement:
            raise ValueError("a fix of kind 'upgrade' needs 'requirement'")
        return self


class Example(_Strict):
    """A failing program and the same program fixed. `bad` and `good` are paths below knowledge_base/.

    `timeout` is how long to wait, in seconds, for a program that does not end by itself.
    """

    bad: str
    good: str
    packages: dict[str, str] = {}
    database: Literal["sqlite", "postgresql", "mysql", "none"] = "sqlite"
    symptom: str | None = None
    recorded: str | None = None
    timeout: int | None = Field(default=None, gt=0, le=300)


class NearMiss(_Strict):
    """A right program that looks like a wrong one; it must yield no diagnosis."""

    ok: str
    database: Literal["sqlite", "postgresql", "mysql", "none"] = "sqlite"


class Entry(_Strict):
    code: str = Field(pattern=r"^DFX[1-9][0-9]{2}$")
    title: str = Field(max_length=100)
    severity: Literal["error", "warning"] = "error"
    silent: bool = False
    applies_to: dict[str, str] = {}
    symptoms: Symptoms
    cause: str = Field(min_length=40)
    checks: list[CheckUse] = Field(min_length=1)
    fixes: list[Fix] = Field(min_length=1)
    confusable_with: list[str] = []
    references: list[dict[str, Any]] = []
    examples: list[Example] = Field(min_length=1)
    near_misses: list[NearMiss] = []

    @field_validator("applies_to")
    @classmethod
    def _ranges(cls, value: dict[str, str]) -> dict[str, str]:
        for package, spec in value.items():
            try:
                SpecifierSet(spec)
            except InvalidSpecifier as error:
                raise ValueError(f"{package}: {spec!r} is not a version range such as '<2.14.2'") from error
        return value

    @property
    def family(self) -> str:
        """Folder name of the entry's family, told by the first digit of the code."""
        return FAMILIES[self.code[3]]
