"""One failure as the model path sees it, with every secret hidden before anything is cut or chosen."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from dataflow_debugger.agent.checks import Claim
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.diagnosis import Outcome
from dataflow_debugger.agent.evidence import Evidence, Frame
from dataflow_debugger.agent.fixes import NoEdit, notebooks
from dataflow_debugger.agent.fixes.project import Project
from dataflow_debugger.agent.fixes.spans import split_lines
from dataflow_debugger.agent.loading import Loaded
from dataflow_debugger.agent.model.placeholders import Placeholders

# What the digest may say of entries that no check speaks for.
CANDIDATES = 5
UNPROVEN = 4
# A value under these keys says how something was called or how it ended, and is no one's data.
_STRUCTURAL = frozenset(
    {"limit", "offset", "success", "failed", "updated", "deleted", "inserted", "rows_affected", "count"}
    | {
        "model",
        "workflow",
        "nodes",
        "processed",
        "total",
        "page",
        "size",
        "order_by",
        "batch_size",
        "ok",
        "error_type",
    }
)
_SHAPE = re.compile(r"<[^<>]*>")
# Files that may be shown to a model, beside the cells of notebooks; settings and data stay where they are.
READABLE = (".py", ".pyw", ".pyi")


@dataclass
class Situation:
    """Evidence without secrets, the local answer to it, and the program's files."""

    evidence: Evidence
    outcome: Outcome
    project: Project
    loaded: Loaded
    placeholders: Placeholders
    values: bool = False

    @classmethod
    def of(
        cls, evidence: Evidence, outcome: Outcome, project: Project, loaded: Loaded, *, values: bool = False
    ) -> Situation:
        """The situation of a run; with `values` the data of rows and locals belongs to it too."""
        instances = evidence.inspector.instances if evidence.inspector else []
        database = evidence.environment.database
        urls = [one.url for one in instances] + ([database.url] if database else [])
        placeholders = Placeholders(urls)
        # The files first: a secret that stands under its name there is then known wherever it turns up.
        for name in project.names:
            placeholders.hide_source(project.text(name))
        hidden = Evidence.model_validate(
            placeholders.hide_value(evidence.model_dump(by_alias=True, mode="json"))
        )
        return cls(hidden, _without_secrets(outcome, placeholders), project, loaded, placeholders, values)

    @property
    def view(self) -> View:
        """The evidence with its indexes."""
        return View(self.evidence)

    def candidates(self) -> list[str]:
        """Codes that the model may rank: the diagnoses, then what was retrieved and nothing refutes."""
        diagnoses = self.outcome.diagnoses[:CANDIDATES]
        codes = [one.entry.code for one in diagnoses]
        if any(one.status == "confirmed" for one in diagnoses):
            return codes
        for found in self.outcome.candidates:
            trial = self.outcome.trials.get(found.code)
            if trial is not None and not trial.dropped and found.code not in codes:
                codes.append(found.code)
        return codes[: max(UNPROVEN, len(diagnoses))]

    def file(self, file: str) -> str:
        """A file as the report names it. A path is made shorter only once nothing in it is secret."""
        shown = self.placeholders.hide(file)
        return self.text(self.project.find(shown) or shown)

    def lines(self, file: str) -> list[str] | None:
        """The lines of one of the program's files without secrets; None when it may not be shown."""
        name = self.project.find(file) if file.isprintable() else None
        if name is None or (notebooks.cell_of(name) is None and not name.endswith(READABLE)):
            return None
        if any(part.startswith(".") for part in name.split("/")):
            return None
        try:
            text = self.project.text(name)
        except NoEdit:
            return None
        return [line.rstrip("\r\n") for line in split_lines(self.placeholders.hide_source(text))]

    def text(self, text: str) -> str:
        """A text as it may leave: no secrets, paths from the program's folder, no colours."""
        text = self.placeholders.hide(text)
        root = str(self.project.root)
        return text.replace(f"{root}/", "").replace(root, ".") if len(root) > 1 else text

    def shape(self, value: Any) -> str:
        """A value as short text; without `values` as its shape, because it may be someone's data."""
        shown = value if self.values else _shaped(value)
        text = json.dumps(shown, ensure_ascii=False, default=str, sort_keys=False)
        return self.text(_SHAPE.sub(lambda match: match[0], text).replace('"<', "<").replace('>"', ">"))


def _shaped(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        # The values of "nodes" are the types of a workflow's nodes by their ids.
        return {name: _shaped(item, "nodes" if key == "nodes" else str(name)) for name, item in value.items()}
    if isinstance(value, list):
        return [_shaped(item, key) for item in value]
    if isinstance(value, str):
        return value if _SHAPE.fullmatch(value) or key in _STRUCTURAL else f"<str:{len(value)}>"
    if isinstance(value, bool) or value is None or key in _STRUCTURAL:
        return value
    return f"<{type(value).__name__}>"


def _without_secrets(outcome: Outcome, placeholders: Placeholders) -> Outcome:
    """The local answer with its texts and paths hidden, which were made from the evidence as it was."""
    failure = outcome.failure
    frame = failure.frame
    if frame is not None:
        frame = Frame.model_validate(placeholders.hide_value(frame.model_dump(mode="json")))
    node = placeholders.hide(failure.node) if failure.node is not None else None
    failure = replace(failure, message=placeholders.hide(failure.message), node=node, frame=frame)

    def hidden(claim: Claim) -> Claim:
        file = placeholders.hide(claim.file) if claim.file is not None else None
        return replace(claim, claim=placeholders.hide(claim.claim), file=file, value=None)

    diagnoses = tuple(replace(one, claims=tuple(map(hidden, one.claims))) for one in outcome.diagnoses)
    return replace(outcome, failure=failure, diagnoses=diagnoses)
