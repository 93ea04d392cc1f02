"""Edits of requirement files and other lines, and several edits as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement

from dataflow_debugger.agent.fixes import At, NoEdit, edit
from dataflow_debugger.agent.fixes.project import BrokenEdit, Project
from dataflow_debugger.agent.fixes.spans import Splice

_FILES = ("requirements.txt", "requirements.in", "requirements/base.txt", "constraints.txt")
_NAME = re.compile(r"[-_.]+")


def _canonical(name: str) -> str:
    return _NAME.sub("-", name).lower()


def divided(requirement: str) -> list[str]:
    """The single requirements of a text: divided by blanks, or by commas before a name."""
    tight = re.sub(r"\s*([<>=!~,])\s*", r"\1", requirement)
    return [part for part in re.split(r"[\s]+|,(?=[A-Za-z])", tight) if part]


def _wanted(requirement: str) -> list[Requirement]:
    try:
        return [Requirement(part) for part in divided(requirement)]
    except InvalidRequirement as error:
        raise NoEdit(f"{requirement!r} is no requirement") from error


@edit
def pin_requirement(project: Project, at: At, *, requirement: str) -> None:
    """Ask for the release that a fix needs, in the requirement files that name the package.

    Changes the line of requirements.txt or the entry in pyproject.toml; where no file names the package, a
    line is added to requirements.txt when there is one.
    """
    changed = False
    for one in _wanted(requirement):
        found = list(_lines(project, one)) + list(_entries(project, one))
        for file in dict.fromkeys(file for file, _ in found):
            project.splice(file, [splice for where, splice in found if where == file])
        if not found and project.has("requirements.txt") and not _satisfied(project, one):
            text = project.text("requirements.txt")
            lead = "" if not text or text.endswith("\n") else "\n"
            project.splice("requirements.txt", [Splice(len(text), len(text), f"{lead}{one}\n")])
            found = [("requirements.txt", Splice(0, 0, ""))]
        changed = changed or bool(found)
    if not changed:
        raise NoEdit("no requirement file names the package")


def _merged(old: Requirement, new: Requirement) -> str:
    extras = f"[{','.join(sorted(old.extras | new.extras))}]" if old.extras | new.extras else ""
    marker = f"; {old.marker}" if old.marker else ""
    return f"{old.name}{extras}{new.specifier}{marker}"


def _lines(project: Project, wanted: Requirement) -> Iterator[tuple[str, Splice]]:
    """The lines of requirement files that name the package with another range."""
    for file in _FILES:
        if not project.has(file):
            continue
        text = project.text(file)
        for match in re.finditer(r"(?m)^[ \t]*([A-Za-z0-9][^#\r\n]*?)[ \t]*(?=\s#|\r?$)", text):
            try:
                present = Requirement(match.group(1))
            except InvalidRequirement:
                continue
            if _canonical(present.name) == _canonical(wanted.name) and present.specifier != wanted.specifier:
                yield file, Splice(match.start(1), match.end(1), _merged(present, wanted))
                break


def _satisfied(project: Project, wanted: Requirement) -> bool:
    name = re.escape(wanted.name).replace(r"\-", "[-_.]")
    return bool(re.search(rf"(?mi)^[ \t]*{name}\b", project.text("requirements.txt")))


def _entries(project: Project, wanted: Requirement) -> Iterator[tuple[str, Splice]]:
    """The entries of pyproject.toml that name the package, as PEP 621 and as Poetry write them."""
    file = "pyproject.toml"
    if not project.has(file):
        return
    text = project.text(file)
    name = re.escape(wanted.name).replace(r"\-", "[-_.]")
    for match in re.finditer(rf"""(["'])({name}(?![\w-])[^"'\n]*)\1""", text, re.IGNORECASE):
        try:
            present = Requirement(match.group(2))
        except InvalidRequirement:
            continue
        if present.specifier != wanted.specifier:
            yield file, Splice(match.start(2), match.end(2), _merged(present, wanted))
    for match in re.finditer(rf"""(?mi)^{name}[ \t]*=[ \t]*(["'])([^"'\n]*)\1""", text):
        if match.group(2) != str(wanted.specifier):
            yield file, Splice(match.start(2), match.end(2), str(wanted.specifier))


@edit
def set_line(project: Project, at: At, *, path: str, pattern: str, to: str, append: bool = False) -> None:
    """Replace the line of a text file that a regex matches; with `append` add it where none does."""
    if not project.has(path):
        raise NoEdit(f"there is no {path}")
    text = project.text(path)
    match = re.search(rf"(?m)^.*{pattern}.*$", text)
    if match is None and append:
        lead = "" if not text or text.endswith("\n") else "\n"
        project.splice(path, [Splice(len(text), len(text), f"{lead}{to}\n")])
    elif match is None or match.group().rstrip("\r") == to:
        raise NoEdit(f"{path} has no such line, or has it already")
    else:
        end = match.start() + len(match.group().rstrip("\r"))
        project.splice(path, [Splice(match.start(), end, to)])


@edit
def sequence(project: Project, at: At, *, steps: list[dict[str, Any]], bindings: dict[str, Any]) -> None:
    """Several edits as one fix: `steps: [{edit: unpack_result}, {edit: ..., with: {...}, optional: true}]`.

    A step takes its arguments as a fix does. An optional step that finds nothing is left out.
    """
    from dataflow_debugger.agent.fixes.build import run_edit

    done = 0
    for step in steps:
        optional = bool(step.get("optional"))
        trial = project.fork()
        try:
            run_edit(trial, str(step["edit"]), step.get("with") or {}, moved(project, bindings))
        except (NoEdit, BrokenEdit):
            if not optional:
                raise
            continue
        project.take(trial)
        done += 1
    if not done:
        raise NoEdit("no step finds anything")


def moved(project: Project, bindings: dict[str, Any]) -> dict[str, Any]:
    """The bindings with line numbers as they are after the steps so far."""
    name = project.find(str(bindings.get("file"))) if bindings.get("file") else None
    change = next((c for c in project.changes() if c.path == name and c.before is not None), None)
    if change is None:
        return bindings
    old, new = (change.before or "").splitlines(), change.after.splitlines()
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()

    def line(number: int) -> int:
        for tag, i1, i2, j1, j2 in blocks:
            if i1 < number <= i2:
                # Of a line that became several the last is what was there before.
                return number - i1 + j1 if tag == "equal" else max(j2, 1)
        return number

    lines = {k: line(v) for k, v in bindings.items() if k in ("line", "end_line") and isinstance(v, int)}
    return {**bindings, **lines}
