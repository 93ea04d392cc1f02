"""What a proposed edit must pass before anybody sees it as a patch.

It may change Python files that took part in the run and nothing else: none outside the program's folder, none
reached through a symbolic link, no new file, executable or not, none that configures a tool, ours least of all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from dataflow_debugger.agent.fixes import NoEdit
from dataflow_debugger.agent.fixes.build import UNSHOWN, Patch
from dataflow_debugger.agent.fixes.diff import Unshowable, unified
from dataflow_debugger.agent.fixes.project import BrokenEdit, Project
from dataflow_debugger.agent.fixes.spans import Splice
from dataflow_debugger.agent.model.answers import Edit
from dataflow_debugger.agent.model.placeholders import PLACEHOLDER, Placeholders
from dataflow_debugger.agent.report.schema import ReportFix

SIZE_MAX = 4000
# Files that decide how something is run, whatever they are written in.
_RUN_BY_TOOLS = frozenset({"conftest.py", "sitecustomize.py", "usercustomize.py", "setup.py", "noxfile.py"})


class Refused(Exception):
    """The edit may not be made; the message says why, in words for the model and the user."""


def patch(
    edits: Sequence[Edit],
    project: Project,
    placeholders: Placeholders,
    *,
    title: str,
    rationale: str = "",
    secret: Callable[[str], bool] = lambda line: False,
) -> Patch:
    """The edits as one patch of the program. Raises Refused when one of them does not pass."""
    trial = project.fork()
    before = trial.changes()
    for edit in edits:
        _apply(edit, trial, placeholders)
    try:
        changes = tuple(trial.changes())
    except NoEdit as error:
        raise Refused(str(error)) from error
    if not changes or changes == tuple(before):
        raise Refused("the edits change nothing")
    shown, note = "", ""
    try:
        shown = unified(changes, secret)
    except Unshowable:
        note = f" {UNSHOWN}"
    fix = ReportFix(
        title=title, kind="edit", safety="unsafe", diff=shown or None, rationale=f"{rationale}{note}".strip()
    )
    return Patch(fix, changes, trial, by_model=True)


def _apply(edit: Edit, project: Project, placeholders: Placeholders) -> None:
    name = _allowed(edit.file, project)
    old, new = edit.old.strip("\n"), edit.new.strip("\n")
    if not old.strip():
        raise Refused(f"the old block for {name} is empty")
    if len(old) > SIZE_MAX or len(new) > SIZE_MAX:
        raise Refused(f"the edit of {name} is longer than {SIZE_MAX} characters")
    strange = set(PLACEHOLDER.findall(new)) - set(PLACEHOLDER.findall(old))
    if strange:
        raise Refused(f"the edit of {name} puts a secret where none was")
    old, new = placeholders.show(old), placeholders.show(new)
    text = project.text(name)
    if "\r\n" in text:
        old = re.sub(r"\r?\n", "\r\n", old)
    count = text.count(old)
    if count != 1:
        times = "does not occur" if count == 0 else f"occurs {count} times"
        raise Refused(f"the old block {times} in {name}")
    start = text.index(old)
    try:
        project.splice(name, [Splice(start, start + len(old), new)])
    except (NoEdit, BrokenEdit) as error:
        raise Refused(str(error)) from error


def _allowed(file: str, project: Project) -> str:
    """The name of a file that may be edited."""
    said = file if len(file) <= 80 else f"{file[:80]} …"
    pure = PurePosixPath(file.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or re.match(r"[A-Za-z]:", file) or not file.isprintable():
        raise Refused(f"{said!r} is not a file of the program")
    name = project.find(file)
    if name is None or name not in project.names:
        raise Refused(f"{said!r} is not a file that took part in the run")
    parts = PurePosixPath(name).parts
    if any(part.startswith(".") for part in parts) or parts[-1] in _RUN_BY_TOOLS:
        raise Refused(f"{said!r} configures a tool and is not edited")
    if not name.endswith((".py", ".pyw")):
        raise Refused(f"{said!r} is not a Python file of the program")
    for base in (project.root, *project.bases):
        place = base / PurePosixPath(file)
        while place != base and place != place.parent:
            if os.path.islink(place):
                raise Refused(f"{said!r} is reached through a symbolic link")
            place = place.parent
    return name
