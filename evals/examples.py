"""Runs the example programs of knowledge entries and says how each was diagnosed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from dataflow_debugger.agent import diagnosis, evidence, launch
from dataflow_debugger.agent.diagnosis import Diagnosis, Outcome
from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.failure import build_query
from dataflow_debugger.agent.fixes import NoEdit, build
from dataflow_debugger.agent.fixes.project import BrokenEdit, Project
from dataflow_debugger.evals import environments, scratch, servers
from dataflow_debugger.evals.record import stable
from dataflow_debugger.knowledge_base.cache import cache_folder, write_atomically
from dataflow_debugger.knowledge_base.loader import KnowledgeBase
from dataflow_debugger.knowledge_base.schema import Entry, Example, Fix, NearMiss
from dataflow_debugger.retrieval.retriever import Retriever

RUN_TIMEOUT_S = 60
_LEFT_OVER = shutil.ignore_patterns("__pycache__", "*.db", "*.db-*", "migrations")
# What this machine lacks is no fault of an example.
NOT_HERE = (environments.EnvironmentNotBuilt, servers.NoServer)


@dataclass(frozen=True)
class Ran:
    """One program, run under capture and diagnosed."""

    evidence: Evidence
    outcome: Outcome
    stdout: str
    stderr: str

    @property
    def ended_well(self) -> bool:
        return self.evidence.program.exit_code == 0 and not self.evidence.program.timed_out

    def top(self, count: int = 3) -> list[str]:
        """The first diagnoses, each as `DFX201 0.93 confirmed`."""
        return [f"{d.entry.code} {d.confidence:.2f} {d.status}" for d in self.outcome.diagnoses[:count]]


@dataclass
class ExampleOutcome:
    """How an entry's example fared. `problems` is empty when all is as it must be.

    `patterns` are the message patterns, of any entry, that fit what the bad program printed.
    """

    code: str
    bad: str
    rank: int | None = None
    bad_ended_well: bool | None = None
    status: str = ""
    top: list[str] = field(default_factory=list)
    good_top: list[str] = field(default_factory=list)
    fix: str = ""
    patterns: frozenset[str] = frozenset()
    problems: list[str] = field(default_factory=list)
    skipped: str | None = None


class Examples:
    """Runs examples against one knowledge base. The retriever may still be loading.

    Every run is kept in the cache folder. With `reuse` a program that did not change since is not run again,
    which shows in seconds what a new entry does to the others; fixes are not tried then.
    """

    def __init__(
        self, kb: KnowledgeBase, retriever: Future[Retriever] | None = None, *, reuse: bool = False
    ) -> None:
        self.kb = kb
        self._retriever = retriever or Retriever.open_in_background(kb.entries)
        self._reuse = reuse

    def run_example(self, entry: Entry, example: Example, workdir: Path) -> ExampleOutcome:
        """The bad program, the good one, and the bad one with its first fix, each in a copy of its folder."""
        result = ExampleOutcome(entry.code, example.bad)
        try:
            bad = self._bad(entry, example, workdir / "bad")
            self._judge_bad(entry, bad, result)
            good = self._run(entry, example.good, _mended(entry, example), workdir / "good", None)
            self._judge_good(good, result)
            if not self._reuse:
                self._judge_fix(entry, example, bad, good, workdir, result)
        except NOT_HERE as error:
            result.skipped = str(error)
        return result

    def run_near_miss(self, entry: Entry, near: NearMiss, workdir: Path) -> ExampleOutcome:
        """A right program that resembles a wrong one; any diagnosis is a problem."""
        result = ExampleOutcome(entry.code, near.ok)
        try:
            as_example = Example(bad=near.ok, good=near.ok, database=near.database)
            self._judge_good(self._run(entry, near.ok, as_example, workdir / "ok", None), result)
        except NOT_HERE as error:
            result.skipped = str(error)
        return result

    def record(self, entry: Entry, example: Example, workdir: Path) -> Path | None:
        """Run the bad program in its pinned environment, built if need be, and write `recorded`.

        None when the entry names no file to record into. Raises EnvironmentNotBuilt and NoServer.
        """
        if example.recorded is None:
            return None
        python = environments.interpreter(example.packages, example.database, build=True)
        source, folder = self.kb.roots[entry.code] / example.bad, workdir / "recorded"
        shutil.copytree(source.parent, folder, ignore=_LEFT_OVER)
        with servers.database(example.database) as extra:
            found, _, _ = run_captured(source.name, folder, python, extra, example.symptom, example.timeout)
        target = self.kb.path(entry, example.recorded)
        text = json.dumps(stable(json.loads(found), folder), indent=1, ensure_ascii=False)
        target.write_text(text + "\n", encoding="utf-8")
        return target

    def _bad(self, entry: Entry, example: Example, folder: Path) -> Ran:
        try:
            return self._run(entry, example.bad, example, folder, example.symptom)
        except NOT_HERE:
            if example.recorded is None:
                raise
        found = evidence.load(self.kb.path(entry, example.recorded))
        return Ran(found, self._diagnose(found), "", "")

    def _run(self, entry: Entry, program: str, example: Example, folder: Path, symptom: str | None) -> Ran:
        source = self.kb.path(entry, program)
        kept = cache_folder() / "examples" / f"{entry.code}-{_content_key(source, example, symptom)}.json"
        if self._reuse and kept.is_file():
            texts = json.loads(kept.read_text(encoding="utf-8"))
        else:
            python = environments.interpreter(example.packages, example.database)
            shutil.copytree(source.parent, folder, ignore=_LEFT_OVER)
            with servers.database(example.database) as extra:
                texts = run_captured(source.name, folder, python, extra, symptom, example.timeout)
            write_atomically(kept, json.dumps(texts))
        found = evidence.parse(texts[0], f"The evidence of {program}")
        return Ran(found, self._diagnose(found), texts[1], texts[2])

    def _diagnose(self, found: Evidence) -> Outcome:
        return diagnosis.diagnose(found, self.kb, self._retriever.result())

    def _judge_bad(self, entry: Entry, bad: Ran, result: ExampleOutcome) -> None:
        codes = [item.entry.code for item in bad.outcome.diagnoses]
        result.rank = codes.index(entry.code) + 1 if entry.code in codes else None
        result.bad_ended_well = bad.ended_well
        result.top = bad.top()
        result.patterns = self._patterns(bad)
        own = [f"The check {use.name!r} failed" for use in entry.checks]
        result.problems += [note for note in bad.outcome.notes if note.startswith(tuple(own))]
        if result.rank:
            result.status = bad.outcome.diagnoses[result.rank - 1].status
        if result.rank != 1:
            result.problems.append(f"bad: {self._why_not_first(entry, bad, result.rank)}")
        elif result.status != "confirmed":
            unknown = [
                use.name for use, v in bad.outcome.trials[entry.code].answers if v.answer.name == "UNKNOWN"
            ]
            result.problems.append(
                f"bad: only {result.status}; not decided: {', '.join(unknown) or 'nothing'}"
            )

    def _patterns(self, ran: Ran) -> frozenset[str]:
        signals = self._retriever.result().signals(build_query(ran.evidence)).values()
        return frozenset(one.pattern for one in signals if one.pattern is not None)

    def _why_not_first(self, entry: Entry, bad: Ran, rank: int | None) -> str:
        first = f", first is {result}" if (result := next(iter(bad.top(1)), None)) else ""
        if rank:
            return f"ranked {rank}{first}"
        trial = bad.outcome.trials[entry.code]
        answers = ", ".join(f"{use.role} {use.name} {verdict.answer.value}" for use, verdict in trial.answers)
        failure = bad.outcome.failure
        shown = f"{failure.origin.name} {failure.type or ''} {failure.message[:200]}".strip()
        return f"not diagnosed ({trial.dropped or 'not confirmed'}; {answers}; failure: {shown}){first}"

    def _judge_good(self, good: Ran, result: ExampleOutcome) -> None:
        result.good_top = good.top()
        if not good.ended_well:
            last = (good.stderr.strip().splitlines() or [""])[-1]
            result.problems.append(f"good: ended with {_ending(good.evidence)}: {last[:200]}")
        if good.outcome.status != "no_failure":
            what = ", ".join(good.top()) or good.outcome.failure.message[:200]
            result.problems.append(f"good: {good.outcome.status}: {what}")

    def _judge_fix(
        self, entry: Entry, example: Example, bad: Ran, good: Ran, workdir: Path, result: ExampleOutcome
    ) -> None:
        found = next((item for item in bad.outcome.diagnoses if item.entry.code == entry.code), None)
        if found is None:
            result.fix = "not tried"
            return
        fix = entry.fixes[0]
        if fix.edit is None:
            result.fix = f"{fix.kind}: {fix.requirement or fix.command or 'advice only'}"
            return
        folder = workdir / "fixed"
        name = Path(example.bad).name
        source = self.kb.path(entry, example.bad)
        shutil.copytree(source.parent, folder, ignore=_LEFT_OVER)
        problem = apply_fix(fix, found, bad.evidence, folder)
        # As in a report, a fix that does not fit the program leaves its place to the next one.
        for other in entry.fixes[1:] if problem is not None else ():
            if other.edit is not None and apply_fix(other, found, bad.evidence, folder) is None:
                problem = None
                break
        if problem is not None:
            result.fix = "not built"
            result.problems.append(f"fix: {problem}")
            return
        if _same_program(folder / name, self.kb.path(entry, example.good), together=_together(example)):
            # The good program was run already.
            result.fix = "works"
            return
        python = environments.interpreter(example.packages, example.database)
        with servers.database(example.database) as extra:
            done = run_plain(name, folder, python, extra)
        if done.returncode != 0:
            last = (done.stderr.strip().splitlines() or [""])[-1]
            result.problems.append(f"fix: the patched program ended with {done.returncode}: {last[:200]}")
        elif done.stdout != good.stdout:
            result.problems.append(
                f"fix: the patched program printed {done.stdout!r}, the good one {good.stdout!r}"
            )
        result.fix = "works" if not any(p.startswith("fix:") for p in result.problems) else "does not work"


def _mended(entry: Entry, example: Example) -> Example:
    """The example in the environment in which its good program runs.

    That is with the packages the bad one lacks, and on the installed release where an upgrade is the fix.
    """
    fix = entry.fixes[0]
    upgraded = (
        fix.kind == "upgrade" and fix.requirement is not None and environments.admitted(fix.requirement)
    )
    pins = {} if upgraded else environments.with_absent(example.packages)
    return example.model_copy(update={"packages": pins})


def _together(example: Example) -> bool:
    """True when the bad and the good program stand in one folder and share their other files."""
    return Path(example.bad).parent == Path(example.good).parent


def _same_program(patched: Path, good: Path, *, together: bool) -> bool:
    """True when the patched program is the good one to the byte, with all its files."""
    if together:
        return patched.read_bytes() == good.read_bytes()
    return _files(patched.parent) == _files(good.parent)


def _files(folder: Path) -> dict[Path, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder): path.read_bytes() for path in paths}


def apply_fix(fix: Fix, found: Diagnosis, run: Evidence, folder: Path) -> str | None:
    """Apply a fix's first patch to the program in `folder` with git; None when it was done, else why not."""
    wrong = build.problems(fix)
    if wrong:
        return wrong[0]
    project = Project.from_evidence(_moved(run, folder), folder)
    patches = build.patches(fix, found.bindings, project)
    if not patches or patches[0].fix.diff is None:
        return f"{fix.edit}: {_why_no_patch(fix, found, project)}"
    return scratch.apply_diff(folder, patches[0].fix.diff)


def _why_no_patch(fix: Fix, found: Diagnosis, project: Project) -> str:
    try:
        build.run_edit(project.fork(), fix.edit or "", fix.with_, found.bindings)
    except (NoEdit, BrokenEdit) as error:
        return str(error)
    return "nothing was changed"


def _content_key(source: Path, example: Example, symptom: str | None) -> str:
    """Changes with the example's files and with how they are run."""
    total = hashlib.sha256(
        f"{source.name}{sorted(example.packages.items())}{example.database}{symptom}".encode()
    )
    for path in sorted(source.parent.rglob("*")):
        if path.suffix in {".py", ".toml", ".yaml", ".env", ".txt", ".sql", ".json"} or path.name == ".env":
            total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]


def run_captured(
    program: str,
    folder: Path,
    python: Path,
    extra: dict[str, str],
    symptom: str | None = None,
    timeout: int | None = None,
) -> tuple[str, str, str]:
    """Run a program under capture in `folder`: its evidence as JSON, standard output and standard error."""
    streams = folder.parent / f".{folder.name}-streams"
    streams.mkdir()
    with (streams / "out").open("w+b") as out, (streams / "err").open("w+b") as err:
        options = launch.Options(
            python=str(python),
            timeout=timeout or RUN_TIMEOUT_S,
            cwd=folder,
            env=environment(folder, extra),
            symptom=symptom,
            stdout=out.fileno(),
            stderr=err.fileno(),
        )
        done = launch.run(launch.Target(program=program), options)
    texts = [(streams / name).read_text(encoding="utf-8", errors="replace") for name in ("out", "err")]
    return done.evidence.model_dump_json(by_alias=True), texts[0], texts[1]


def run_plain(
    program: str, folder: Path, python: Path, extra: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a program as its user would; a run that does not end in time has exit status 124."""
    command = [str(python), program]
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env=environment(folder, extra),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=RUN_TIMEOUT_S,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, "", f"did not end within {RUN_TIMEOUT_S} s")


def environment(folder: Path, extra: dict[str, str]) -> dict[str, str]:
    """The environment of an example: HOME beside the copy, because kailash writes into it."""
    home = folder.parent / ".home"
    home.mkdir(exist_ok=True)
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "PYTHONPATH"}}
    return {**kept, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1", **extra}


def _moved(run: Evidence, folder: Path) -> Evidence:
    """The evidence as if the program had run in `folder`, where its fix is applied."""
    return run.model_copy(update={"program": run.program.model_copy(update={"cwd": str(folder)})})


def _ending(run: Evidence) -> str:
    program = run.program
    if program.timed_out:
        return "a time-out"
    return program.signal or f"exit status {program.exit_code}"
