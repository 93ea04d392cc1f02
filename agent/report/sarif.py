"""The report as SARIF 2.1.0, which GitHub code scanning and editors read.

One run with a result for each diagnosis: the first has level "error", the others "note". Patches become
`fixes`; those that make a new file are left out, because SARIF has no form for them. What a model said stands
behind the first message, marked as unproven.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dataflow_debugger.agent.report import places
from dataflow_debugger.agent.report import text as plain
from dataflow_debugger.agent.report.schema import (
    Diagnosis,
    EvidenceClaim,
    Failure,
    ModelUse,
    Report,
    ReportFix,
)

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"
UNKNOWN = "undiagnosed"
UNKNOWN_TITLE = "A failure without a known cause"

_HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@")


def render(report: Report, *, root: str = "") -> str:
    """The log as indented JSON. `root` is the folder that paths start at, such as a checkout."""
    log = _Log(report, root)
    rules: list[dict[str, Any]] = []
    results: list[dict[str, Any]] = []
    if report.status == "diagnosed":
        rules = [_rule(one) for one in report.diagnoses]
        results = [log.result(one, index) for index, one in enumerate(report.diagnoses)]
    elif report.status == "undiagnosed":
        rules = [{"id": UNKNOWN, "shortDescription": {"text": UNKNOWN_TITLE}}]
        results = [log.unknown()]
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if report.model is not None:
        log.add_opinion(report.model, results[:1])
        invocation["toolExecutionNotifications"] = [_used(report.model)]
    driver = {"name": "dataflow-debugger", "semanticVersion": report.tool_version, "rules": rules}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    if root:
        run["originalUriBaseIds"] = {ROOT: {"uri": places.uri(root) + "/"}}
    found = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _code(one: Diagnosis) -> str:
    return plain.one_line(one.entry, 20) if one.entry else UNKNOWN


def _rule(one: Diagnosis) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": _code(one),
        "shortDescription": {"text": plain.one_line(one.title, 300)},
        "fullDescription": {"text": plain.one_line(one.cause, 1000)},
        "defaultConfiguration": {"level": "error"},
    }
    if one.entry:
        rule["help"] = {"text": f"dataflow debug --explain {_code(one)}"}
    return rule


def _used(use: ModelUse) -> dict[str, Any]:
    """What asking a model took, and why it was no help."""
    said = f"Model {plain.model_use(use)}."
    if use.tools:
        said += f" It asked to see: {plain.model_looks(use)}."
    if use.failed:
        said += f" It was no help: {plain.one_line(use.failed, 300)}."
    return {"level": "warning" if use.failed else "note", "message": {"text": said}}


class _Log:
    def __init__(self, report: Report, root: str) -> None:
        self.report = report
        self.root = root
        self.folder = report.program.folder if report.program else ""

    def result(self, one: Diagnosis, index: int) -> dict[str, Any]:
        """A diagnosis, at the first place that shows it; other places are related locations."""
        failure = self.report.failure or Failure()
        shown = [claim for claim in one.evidence if claim.file]
        found: dict[str, Any] = {
            "ruleId": _code(one),
            "ruleIndex": index,
            "level": "error" if index == 0 else "note",
            "rank": round(one.confidence * 100, 1),
            "message": {"text": _message(one, failure)},
            "locations": [self._claimed(shown[0])] if shown else self._failed(failure),
        }
        related = [self._claimed(claim) for claim in shown[1:]]
        if shown:
            related += self._failed(failure)
        if related:
            found["relatedLocations"] = [{"id": number, **place} for number, place in enumerate(related, 1)]
        fixes = [made for fix in one.fixes if (made := self._fix(fix))]
        if fixes:
            found["fixes"] = fixes
        found["partialFingerprints"] = {"dataflowDebugger/v1": _fingerprint(one, failure)}
        found["properties"] = {"status": one.status, "confidence": one.confidence}
        return found

    def unknown(self) -> dict[str, Any]:
        """The failure itself, when no cause is known."""
        failure = self.report.failure or Failure()
        said = plain.one_line(f"{failure.type or 'failure'}: {failure.message}", 600)
        return {
            "ruleId": UNKNOWN,
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": f"{said.rstrip('.')}. No known cause fits."},
            "locations": self._failed(failure),
            "partialFingerprints": {"dataflowDebugger/v1": _fingerprint(None, failure)},
        }

    def add_opinion(self, use: ModelUse, results: list[dict[str, Any]]) -> None:
        """Put what a model said behind the first message, and its edits behind the fixes."""
        if use.opinion is None:
            return
        said = plain.one_line(use.opinion.cause or use.opinion.reason, 600)
        steps = " ".join(plain.one_line(step, 200) for step in use.opinion.next_steps)
        fixes = [made for fix in use.opinion.fixes if (made := self._fix(fix))]
        for result in results:
            text = result["message"]["text"]
            name = plain.one_line(use.name, 80)
            result["message"]["text"] = f"{text} The model {name} says (not proven): {said} {steps}".rstrip()
            if fixes:
                result["fixes"] = [*result.get("fixes", []), *fixes]

    def _failed(self, failure: Failure) -> list[dict[str, Any]]:
        if failure.at is None:
            return []
        line = next((text for number, text in failure.at.code if number == failure.at.line), None)
        said = f"{plain.short_type(failure.type)} was raised here" if failure.type else "It went wrong here"
        return [{**self._place(failure.at.file, failure.at.line, line), "message": {"text": said}}]

    def _claimed(self, claim: EvidenceClaim) -> dict[str, Any]:
        place = self._place(claim.file or "", claim.line, claim.code)
        return {**place, "message": {"text": plain.one_line(claim.claim, 600)}}

    def _place(self, file: str, line: int | None, code: str | None) -> dict[str, Any]:
        place: dict[str, Any] = {"artifactLocation": self._artifact(file)}
        if line and line > 0:
            place["region"] = {"startLine": line}
            if code and "\n" not in code:
                place["region"]["snippet"] = {"text": plain.visible(plain.clip(code, 400))}
        return {"physicalLocation": place}

    def _artifact(self, file: str) -> dict[str, Any]:
        path, below = places.below(file, self.folder, self.root)
        return {"uri": places.relative_uri(path), "uriBaseId": ROOT} if below else {"uri": places.uri(path)}

    def _fix(self, fix: ReportFix) -> dict[str, Any] | None:
        files = _replacements(fix.diff or "")
        if not files or not all(file.old for file in files):
            return None
        changes = [
            {"artifactLocation": self._artifact(file.name), "replacements": file.replacements}
            for file in files
        ]
        said = plain.one_line(f"{fix.title} ({plain.fix_mark(fix)})", 300)
        return {"description": {"text": said}, "artifactChanges": changes}


def _message(one: Diagnosis, failure: Failure) -> str:
    """What an alert shows: the cause, then the failure it led to."""
    said = f"{plain.one_line(one.title, 300)}. {plain.one_line(one.cause, 700)}"
    name = plain.short_type(failure.type) if failure.type else "What went wrong"
    return f"{said} {name}: {plain.one_line(failure.message, 300)}" if failure.message else said


def _fingerprint(one: Diagnosis | None, failure: Failure) -> str:
    """The same for the same cause on the same line of code, wherever the line moves to."""
    claim = next((claim for claim in one.evidence if claim.file), None) if one else None
    line = claim.code if claim else None
    if claim is None and failure.at:
        line = next((text for number, text in failure.at.code if number == failure.at.line), None)
    file = claim.file if claim else failure.at.file if failure.at else ""
    parts = (_code(one) if one else failure.type or UNKNOWN, file or "", (line or "").strip())
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


@dataclass
class _File:
    """What a diff does to a file: `old` is whether it is there already."""

    name: str
    old: bool = True
    replacements: list[dict[str, Any]] = field(default_factory=list)


def _replacements(diff: str) -> list[_File]:
    """The changed blocks of a unified diff as SARIF replacements of whole lines."""
    found: list[_File] = []
    lines = iter(diff.split("\n"))
    old = True
    for line in lines:
        hunk = _HUNK.match(line)
        if line.startswith("--- "):
            old = line[4:].rstrip("\t") != "/dev/null"
        elif line.startswith("+++ "):
            found.append(_File(line[4:].rstrip("\t").removeprefix("b/"), old))
        elif hunk and found:
            # A hunk without old lines names the line before it.
            first = int(hunk[1]) + (hunk[2] == "0")
            found[-1].replacements += _hunk(lines, first, int(hunk[2] or 1), int(hunk[3] or 1))
    return found


def _hunk(lines: Iterator[str], at: int, old: int, new: int) -> Iterator[dict[str, Any]]:
    """The blocks of one hunk, which has `old` lines from line `at` on and becomes `new` lines."""
    removed: list[str] = []
    added: list[str] = []
    while old > 0 or new > 0:
        line = next(lines, None)
        if line is None:
            break
        kind, text = line[:1] or " ", line[1:]
        if kind == "-":
            removed.append(text)
        elif kind == "+":
            added.append(text)
        elif kind == " " and (removed or added):
            yield _replacement(at, removed, added)
            at += len(removed)
            removed, added = [], []
        at += kind == " "
        old -= kind in "- "
        new -= kind in "+ "
    if removed or added:
        yield _replacement(at, removed, added)


def _replacement(first: int, removed: list[str], added: list[str]) -> dict[str, Any]:
    region = {"startLine": first, "startColumn": 1, "endLine": first + len(removed), "endColumn": 1}
    if not added:
        return {"deletedRegion": region}
    if not removed:
        return {"deletedRegion": region, "insertedContent": {"text": "\n".join(added) + "\n"}}
    # The end of the last line stays: the file may have none there.
    region |= {"endLine": first + len(removed) - 1, "endColumn": len(removed[-1]) + 1}
    return {"deletedRegion": region, "insertedContent": {"text": "\n".join(added)}}
