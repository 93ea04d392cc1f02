"""`report/1` as pydantic models: the finished answer, before any face is put on it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = "report/1"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Program(_Part):
    """What was run. Relative paths of the report, those of the diffs too, start at `folder`."""

    command: list[str] = []
    folder: str = ""


class Location(_Part):
    """A place in the user's code; `code` holds the lines around it as (number, text)."""

    file: str
    line: int
    function: str = ""
    code: list[tuple[int, str]] = []


class Failure(_Part):
    type: str | None = None
    message: str = ""
    at: Location | None = None
    node: str | None = None
    silent: bool = False


class EvidenceClaim(_Part):
    """One sentence that the evidence supports, and where it can be seen."""

    claim: str
    file: str | None = None
    line: int | None = None
    node: str | None = None
    value: str | None = None
    code: str | None = None


class ReportFix(_Part):
    """A fix; `diff` is unified, its paths relative to the program's folder."""

    title: str
    kind: Literal["edit", "upgrade", "config", "workaround"]
    safety: Literal["safe", "unsafe"]
    diff: str | None = None
    requirement: str | None = None
    command: str | None = None
    rationale: str = ""
    verified: bool | None = None


class Diagnosis(_Part):
    rank: int
    entry: str | None
    title: str
    cause: str
    status: Literal["confirmed", "likely", "possible"]
    confidence: float = Field(ge=0, le=1)
    evidence: list[EvidenceClaim] = []
    fixes: list[ReportFix] = []
    references: list[dict[str, Any]] = []


class ModelOpinion(_Part):
    """What a model said. Nothing of it is proven; `fixes` are its edits where they belong to no diagnosis."""

    reason: str = ""
    ranking: list[str] = []
    cause: str = ""
    next_steps: list[str] = []
    fixes: list[ReportFix] = []


class ModelTool(_Part):
    """One look that the model asked for, and the beginning of what it was shown."""

    tool: str
    what: str
    shown: str = ""


class ModelUse(_Part):
    """The model that was asked. `failed` says why it was no help, `payload` is the file that keeps what was sent.

    `left_out` names the parts of the evidence that did not fit the budget; the cost is null when unknown.
    """

    provider: str
    name: str
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None
    opinion: ModelOpinion | None = None
    tools: list[ModelTool] = []
    left_out: list[str] = []
    failed: str | None = None
    payload: str | None = None


class Report(_Part):
    schema_: str = Field(SCHEMA, alias="schema")
    tool_version: str
    status: Literal["diagnosed", "undiagnosed", "no_failure"]
    program: Program | None = None
    failure: Failure | None = None
    diagnoses: list[Diagnosis] = []
    explanation: str = ""
    notes: list[str] = []
    model: ModelUse | None = None
    timings_ms: dict[str, float] = {}

    def to_json(self) -> str:
        """The report as indented JSON text, keys as in the contract."""
        return self.model_dump_json(by_alias=True, indent=2)
