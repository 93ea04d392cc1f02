"""From a fix of an entry and what its checks found to patches of the user's program.

The edit's arguments are the fix's `with`, in which "{name}" stands for a binding of the checks and
"{check.name}" for what one check bound, and for arguments that it does not give the bindings of the same name.
`to` also takes the binding `suggestion`, else one after the other of `candidates`, `available` or `nodes`;
`key` takes the binding `field`. The location arguments file, line, node, node_type, model, api and operation
may be given in `with` too. Where an argument that is one text gets a list, each of its values makes one patch,
in their order.
"""

from __future__ import annotations

import inspect
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Any

from dataflow_debugger.agent.fixes import At, Edit, NoEdit, only_passes_over, registered
from dataflow_debugger.agent.fixes.diff import Unshowable, unified
from dataflow_debugger.agent.fixes.edits_project import divided, moved
from dataflow_debugger.agent.fixes.project import BrokenEdit, Change, Project
from dataflow_debugger.agent.report.schema import ReportFix
from dataflow_debugger.knowledge_base.schema import Fix

CANDIDATES = 4
UNSHOWN = "A line of the patch holds a secret, so it is not shown here; --apply writes it."
_PLACES = tuple(field.name for field in fields(At))
_HOLE = re.compile(r"\{([A-Za-z_][\w.]*)\}")
_ALIASES = {"to": ("suggestion",), "key": ("field",), "keys": ("fields",)}
# Lists of what could be meant, where no check knows the one.
_CHOICES = ("candidates", "available", "nodes")


@dataclass(frozen=True)
class Patch:
    """A fix as it is reported, and the files as they would be; `project` holds them for a further edit.

    `passes_over` says that the fix lets the program go on without mending the cause, `by_model` that a model
    wrote it.
    """

    fix: ReportFix
    changes: tuple[Change, ...]
    project: Project
    passes_over: bool = False
    by_model: bool = False


def patches(
    fix: Fix,
    bindings: Mapping[str, Any],
    project: Project,
    *,
    secret: Callable[[str], bool] = lambda line: False,
    search: bool = False,
) -> list[Patch]:
    """The patches of one fix, best first; none where its edit finds nothing or would break a file.

    With `search` also those with the other names that could be meant, which are worth trying only.

    A fix without an edit (a release to install, a command, advice) is one patch without changes. A diff that
    would show a line that `secret` knows is left out of the report; the changes are there all the same.
    """
    name = fix.edit or ("pin_requirement" if fix.requirement else None)
    if name is None:
        return [Patch(_reported(fix, bindings, None), (), project)]
    found: list[Patch] = []
    given = dict(fix.with_)
    if name == "pin_requirement":
        given.setdefault("requirement", fix.requirement)
    for arguments in _argument_sets(name, given, bindings, search):
        patch = _patch(fix, name, arguments, bindings, project, secret)
        if patch is not None and all(patch.changes != other.changes for other in found):
            found.append(patch)
    if not found and fix.requirement:
        return [Patch(_reported(fix, bindings, None), (), project)]
    return found


def run_edit(project: Project, name: str, with_: Mapping[str, Any], bindings: Mapping[str, Any]) -> None:
    """Run one edit by name on the project. Raises NoEdit, also where an argument is not known."""
    sets = _argument_sets(name, with_, bindings)
    if not sets:
        raise NoEdit(f"the edit {name!r} lacks an argument")
    _call(project, name, sets[0])


def _call(project: Project, name: str, arguments: Mapping[str, Any]) -> None:
    edit = registered()[name]
    at = At(**{place: arguments[place] for place in _PLACES if place in arguments})
    taken = [parameter.name for parameter in _parameters(edit)]
    edit(project, at, **{key: arguments[key] for key in taken if key in arguments})


def _patch(
    fix: Fix,
    name: str,
    arguments: dict[str, Any],
    bindings: Mapping[str, Any],
    project: Project,
    secret: Callable[[str], bool],
) -> Patch | None:
    trial = project.fork()
    try:
        _call(trial, name, arguments)
        trial = _elsewhere(trial, name, fix.with_, bindings)
        changes = tuple(trial.changes())
    except (NoEdit, BrokenEdit, RecursionError):
        # `ast.unparse` and `ast.dump` go as deep as the program's longest chain of operators.
        return None
    if not changes or changes == tuple(project.changes()):
        return None
    words = {**bindings, **arguments}
    diff: str | None
    try:
        diff = unified(changes, secret)
    except Unshowable:
        diff = None
    shown = _reported(fix, words, diff)
    if diff is None:
        shown.rationale = f"{shown.rationale} {UNSHOWN}"
    return Patch(shown, changes, trial, only_passes_over(name))


def _elsewhere(project: Project, name: str, with_: Mapping[str, Any], bindings: Mapping[str, Any]) -> Project:
    """The project with the edit also at the other places that have the mistake, where it finds something."""
    for other in bindings.get("elsewhere") or ():
        here = moved(project, {**bindings, **other, "elsewhere": None})
        trial = project.fork()
        try:
            run_edit(trial, name, with_, here)
        except (NoEdit, BrokenEdit):
            continue
        project = trial
    return project


def _reported(fix: Fix, bindings: Mapping[str, Any], diff: str | None) -> ReportFix:
    command = filled(fix.command, bindings) if fix.command else None
    if command is None and fix.requirement:
        command = "pip install " + " ".join(shlex.quote(part) for part in divided(fix.requirement))
    return ReportFix(
        title=filled(fix.title, bindings),
        kind=fix.kind,
        safety=fix.safety,
        diff=diff,
        requirement=fix.requirement,
        command=command,
        rationale=filled(fix.rationale, bindings),
    )


def filled(text: str, bindings: Mapping[str, Any]) -> str:
    """A text with "{name}" replaced by the binding of that name, where it is one plain value."""

    def value(match: re.Match[str]) -> str:
        try:
            bound = _bound(bindings, match.group(1))
        except (KeyError, TypeError):
            return match.group()
        return str(bound) if isinstance(bound, (str, int, float)) else match.group()

    return _HOLE.sub(value, text)


def _argument_sets(
    name: str, with_: Mapping[str, Any], bindings: Mapping[str, Any], search: bool = False
) -> list[dict[str, Any]]:
    """The sets of arguments to try; none where one that the edit needs is not known."""
    edit = registered().get(name)
    if edit is None:
        return []
    parameters = {parameter.name: parameter for parameter in _parameters(edit)}
    try:
        # The steps of a sequence are filled one by one, since some of them may be optional.
        given = (
            dict(with_) if "bindings" in parameters else {k: _value(v, bindings) for k, v in with_.items()}
        )
    except KeyError:
        return []
    places = {**bindings, **given}
    arguments = {place: places[place] for place in _PLACES if places.get(place) is not None}
    if "bindings" in parameters:
        given["bindings"] = dict(bindings)
    one_text: list[str] = []
    for parameter in parameters.values():
        value = given.get(parameter.name)
        for alias in (parameter.name, *_ALIASES.get(parameter.name, ())):
            if value is None and parameter.name not in given:
                value = bindings.get(alias)
        # Where the edit can do without it, no name that could be meant is pressed on it.
        needed = parameter.name == "to" and parameter.default is parameter.empty
        if needed and "to" not in given and (value is None or search):
            value = _choices(value, bindings) or value
        if value is None and parameter.default is parameter.empty:
            return []
        if value is not None:
            arguments[parameter.name] = value
        if isinstance(value, list) and "list" not in str(parameter.annotation):
            one_text.append(parameter.name)
    return _expanded(arguments, one_text)


def _choices(first: Any, bindings: Mapping[str, Any]) -> list[str]:
    """What could be meant: the name a check found, then those nearest to the wrong one."""
    wrong = next((str(bindings[name]) for name in ("key", "port", "node") if bindings.get(name)), "")
    listed = [item for name in _CHOICES for item in bindings.get(name) or () if isinstance(item, str)]
    if not bindings.get("candidates"):
        listed.sort(key=lambda item: -SequenceMatcher(None, wrong.lower(), item.lower()).ratio())
    known = [first] if isinstance(first, str) else []
    return list(dict.fromkeys(item for item in [*known, *listed] if item != wrong))


def _expanded(arguments: dict[str, Any], names: list[str]) -> list[dict[str, Any]]:
    sets = [arguments]
    for name in names:
        sets = [{**one, name: value} for one in sets for value in one[name][:CANDIDATES]]
    return sets


def _value(value: Any, bindings: Mapping[str, Any]) -> Any:
    """A value of `with` with its holes filled. Raises KeyError where the whole text is an unknown one."""
    if isinstance(value, str):
        whole = _HOLE.fullmatch(value)
        return _bound(bindings, whole.group(1)) if whole else filled(value, bindings)
    if isinstance(value, list):
        return [_value(item, bindings) for item in value]
    if isinstance(value, dict):
        return {key: _value(item, bindings) for key, item in value.items()}
    return value


def _bound(bindings: Mapping[str, Any], name: str) -> Any:
    """The binding `name`, or `check.name` for what one check of several bound. Raises KeyError."""
    check, _, inner = name.rpartition(".")
    value = bindings[check][inner] if check else bindings[name]
    if value is None:
        raise KeyError(name)
    return value


def _parameters(edit: Edit) -> list[inspect.Parameter]:
    listed = inspect.signature(edit).parameters.values()
    return [parameter for parameter in listed if parameter.kind is parameter.KEYWORD_ONLY]


def problems(fix: Fix) -> list[str]:
    """What is wrong with the way a fix names its edit; empty when nothing is."""
    if fix.edit is None:
        return []
    edit = registered().get(fix.edit)
    if edit is None:
        return [f"there is no edit named {fix.edit!r}"]
    known = {parameter.name for parameter in _parameters(edit)} | set(_PLACES)
    return [f"the edit {fix.edit!r} has no argument {name!r}" for name in fix.with_ if name not in known]
