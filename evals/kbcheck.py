"""Checks a team's own folder of entries and runs their examples, in words for somebody who wrote the first."""

from __future__ import annotations

import difflib
import inspect
import re
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from dataflow_debugger.agent import checks, fixes
from dataflow_debugger.agent.checks import Check
from dataflow_debugger.agent.fixes import build
from dataflow_debugger.knowledge_base import loader
from dataflow_debugger.knowledge_base.loader import KnowledgeBase, KnowledgeError
from dataflow_debugger.knowledge_base.schema import FAMILIES, CheckUse, Entry

if TYPE_CHECKING:
    from dataflow_debugger.evals.examples import ExampleOutcome, Examples

Show = Callable[[str], None]
CODES_SHOWN = 3
# What pydantic says, and what it means to somebody who writes YAML.
_PLAIN = (
    (r"extra inputs are not permitted", "an entry has no field of this name here; is it misspelt?"),
    (r"field required", "is missing"),
    (r"(?:list|dictionary) should have at least (\d+) items? .*", r"needs at least \1 item"),
    (r"string should match pattern .*DFX.*", "a code is DFX and three digits, the first from 1 to 9"),
    (r"string should have at least (\d+) characters", r"is too short; write at least \1 characters"),
    (r"string should have at most (\d+) characters", r"is too long; \1 characters are allowed"),
    (r"input should be a valid (\w+)", r"must be a \1"),
    (r"input should be '", "must be '"),
    (r" does not exist$", " does not exist; the path starts in the folder that holds 'entries'"),
)


def check(folder: Path, show: Show) -> bool:
    """Whether the entries of `folder` can be used and their examples are diagnosed; `show` gets each line."""
    try:
        kb, problems = _read(folder)
    except KnowledgeError as error:
        for line in error.problems:
            show(line)
        return False
    own = [entry for entry in kb if kb.roots[entry.code] == folder.resolve()]
    for entry in own:
        problems += wrong_names(entry, kb)
    for line in problems:
        show(line)
    if problems:
        show(f"{_counted(len(problems), 'problem')}; the examples run when there is none.")
        return False
    return _run(kb, own, show)


def wrong_names(entry: Entry, kb: KnowledgeBase) -> list[str]:
    """A sentence for each check, edit, argument and entry that is named and does not exist."""
    label, known = kb.files[entry.code].name, checks.registered()
    found = []
    for number, use in enumerate(entry.checks):
        where = f"{label}: checks.{number}"
        if use.name not in known:
            found.append(f"{where}: there is no check {use.name!r}{_meant(use.name, known)}")
        else:
            found += [f"{where}: {line}" for line in _wrong_arguments(use, known[use.name])]
    for number, fix in enumerate(entry.fixes):
        hint = _meant(fix.edit, fixes.registered()) if fix.edit else ""
        found += [f"{label}: fixes.{number}: {line}{hint}" for line in build.problems(fix)]
    for number, code in enumerate(entry.confusable_with):
        if kb.get(code) is None:
            found.append(f"{label}: confusable_with.{number}: there is no entry {code}")
    return found


def plain(problem: str) -> str:
    """A sentence of the loader without the words of the library that checked it."""
    for pattern, words in _PLAIN:
        problem = re.sub(pattern, words, problem)
    return problem


def verdict(entry: Entry, result: ExampleOutcome) -> list[str]:
    """What is wrong with one example, and what to do about it."""
    name = result.bad
    lines = []
    for problem in result.problems:
        part, _, what = problem.partition(": ")
        if part == "bad" and result.bad_ended_well and result.rank is None and not entry.silent:
            lines.append(
                f"{name} ran to its end without an error. The bad program must show the failure; where "
                "nothing is raised, say `silent: true` and use a check that sees the wrong result."
            )
        elif part == "bad":
            lines.append(f"{name} must be diagnosed as {entry.code}, first and confirmed: {what}")
        elif part == "good" and what.startswith("ended with"):
            lines.append(f"The good program of {name} fails as well. It {what}")
        elif part == "good":
            lines.append(
                f"The good program of {name} is taken for a wrong one ({what}). "
                "Make a check stricter, or refute what is right in it."
            )
        elif part == "fix":
            lines.append(f"The first fix does not mend {name}: {what}")
        else:
            lines.append(problem)
    return lines


def _read(folder: Path) -> tuple[KnowledgeBase, list[str]]:
    """Our entries with those of `folder`, and what is wrong with the latter. Raises KnowledgeError."""
    if not folder.is_dir():
        raise KnowledgeError([f"There is no folder {folder}."])
    if not (folder / "entries").is_dir():
        family = " or ".join(list(FAMILIES.values())[:2])
        raise KnowledgeError(
            [f"{folder} has no folder 'entries'; an entry is entries/FAMILY/CODE-NAME.yaml ({family} ...)."]
        )
    files = sorted((folder / "entries").rglob("*.y*ml"))
    if not files:
        raise KnowledgeError([f"{folder / 'entries'} holds no entry (entries/FAMILY/CODE-NAME.yaml)."])
    stray = [path for path in files if path.suffix != ".yaml" or path.parent.parent != folder / "entries"]
    kb = loader.load(loader.BUILT_IN, folder, skip_broken=True)
    problems = [f"{path}: is not read; an entry stands in entries/FAMILY/CODE-NAME.yaml." for path in stray]
    return kb, problems + [plain(line) + _free(line, kb) for line in kb.problems]


def _free(problem: str, kb: KnowledgeBase) -> str:
    """Where a code is taken, some of its family that are not."""
    taken = re.search(r"(DFX\d)\d\d is already used", problem)
    if taken is None:
        return ""
    free = [f"{taken[1]}{number:02}" for number in range(99, 0, -1) if not kb.get(f"{taken[1]}{number:02}")]
    return f"; free codes are {', '.join(free[:CODES_SHOWN])}" if free else "; the family has no free code"


def _wrong_arguments(use: CheckUse, function: Check) -> list[str]:
    parameters = list(inspect.signature(function).parameters.values())[1:]
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return []
    known = [parameter.name for parameter in parameters]
    listed = f"; it takes {', '.join(known)}" if known else "; it takes none"
    found = [
        f"the check {use.name!r} has no argument {name!r}{listed}" for name in use.with_ if name not in known
    ]
    needed = [one.name for one in parameters if one.default is one.empty and one.name not in use.with_]
    return found + [f"the check {use.name!r} needs the argument {name!r}" for name in needed]


def _meant(name: str, known: Collection[str]) -> str:
    near = [] if name in known else difflib.get_close_matches(name, known, n=2)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _run(kb: KnowledgeBase, own: list[Entry], show: Show) -> bool:
    from dataflow_debugger.evals.examples import Examples

    examples, failed, ran = Examples(kb), 0, 0
    for entry in own:
        for result in _results(examples, entry):
            ran += 1
            failed += bool(result.problems)
            state = f"not run: {result.skipped}" if result.skipped and not result.top else "ok"
            show(f"{entry.code} {result.bad}: {'wrong' if result.problems else state}")
            for line in verdict(entry, result):
                show(f"  {line}")
    wrong = f"{failed} wrong" if failed else "all right"
    show(f"{_counted(len(own), 'entry')}, {_counted(ran, 'example')}: {wrong}.")
    return not failed


def _results(examples: Examples, entry: Entry) -> list[ExampleOutcome]:
    results = []
    for example in entry.examples:
        with tempfile.TemporaryDirectory(prefix="example-", ignore_cleanup_errors=True) as folder:
            results.append(examples.run_example(entry, example, Path(folder).resolve()))
    for near in entry.near_misses:
        with tempfile.TemporaryDirectory(prefix="example-", ignore_cleanup_errors=True) as folder:
            results.append(examples.run_near_miss(entry, near, Path(folder).resolve()))
    return results


def _counted(number: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun if number == 1 else plural}"
