"""One debugging session from start to end: the only file that knows the whole way.

Its own imports are light: the program is started first, and what the diagnosis needs is loaded while it runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dataflow_debugger.agent.loading import Loading, load

if TYPE_CHECKING:
    from dataflow_debugger.agent.answer import Answer
    from dataflow_debugger.agent.evidence import Evidence
    from dataflow_debugger.agent.fixes.build import Patch
    from dataflow_debugger.agent.fixes.verify import Level
    from dataflow_debugger.agent.launch import Options, Running, Target
    from dataflow_debugger.agent.loading import Loaded
    from dataflow_debugger.agent.model.chat import Chat
    from dataflow_debugger.agent.model.settings import Settings
    from dataflow_debugger.agent.ranking import Weights
    from dataflow_debugger.agent.report.schema import Report
    from dataflow_debugger.agent.trying import Trials
    from dataflow_debugger.retrieval.server import Address

TOP = 3
TIMINGS = ("run", "capture", "retrieval", "checks", "model", "patch", "verify", "total")


class InputError(Exception):
    """What the user gave cannot be used; the message is one sentence."""


class InternalError(Exception):
    """The debugger itself failed. `report` holds the user's failure without a diagnosis, if known."""

    def __init__(self, message: str, report: Report | None = None) -> None:
        super().__init__(message)
        self.report = report


@dataclass(frozen=True)
class Request:
    """What to debug, and how: exactly one of `target`, `evidence`, `log` (a text) and `log_file`."""

    target: Target | None = None
    evidence: Path | None = None
    log: str | None = None
    log_file: Path | None = None
    symptom: str | None = None
    top: int = TOP
    python: str | None = None
    timeout: float | None = None
    include_values: bool = False
    stdout_to_stderr: bool = False
    knowledge: tuple[Path, ...] = ()
    verify: Level | None = None
    preload: tuple[str, ...] = ()
    store: str | None = None
    model: Settings | None = None


@dataclass
class Result:
    """The report, the fixes of its first diagnosis, and the evidence it was made from.

    There is none when the user ended the program with Ctrl-C: `interrupted`. `sent` holds the requests to a model,
    `chat` begins a conversation with it.
    """

    report: Report | None
    patches: tuple[Patch, ...] = ()
    evidence: Evidence | None = None
    interrupted: bool = False
    sent: tuple[dict[str, Any], ...] = ()
    chat: Callable[[], Chat] | None = None


@dataclass
class _Run:
    evidence: Evidence
    notes: list[str] = field(default_factory=list)
    run_ms: float = 0.0


def diagnose(
    program: str | Path | None = None,
    *args: str,
    module: str | None = None,
    command: Sequence[str] | None = None,
    evidence: str | Path | None = None,
    log: str | None = None,
    symptom: str | None = None,
    top: int = TOP,
    python: str | None = None,
    timeout: float | None = None,
    include_values: bool = False,
    knowledge: Sequence[str | Path] = (),
    verify: Level | None = None,
    model: str | None = None,
    base_url: str | None = None,
) -> Report:
    """Run a program, or read what was recorded of one, and say why it failed.

    Give one of `program` (a file, with `args`), `module` (as `python -m`), `command` (any command that starts
    Python), `evidence` (a file) and `log` (a traceback or log as text). With `verify` ("safe", "unsafe",
    "install") the fixes are tried on a copy of the program's folder. A `model` ("openai:NAME" or "anthropic:NAME",
    its server at `base_url`) is asked where the checks leave the cause open. Raises InputError when what is given
    cannot be used, InternalError when the debugger itself fails, KeyboardInterrupt when the user stops the program.
    """
    from dataflow_debugger.agent.launch import Target

    given = [name for name in (program, module, command, evidence, log) if name is not None]
    if len(given) != 1:
        raise InputError("Give exactly one of program, module, command, evidence and log.")
    target = None
    if evidence is None and log is None:
        name = None if program is None else str(program)
        target = Target(program=name, module=module, command=list(command or []), args=list(args))
    result = run(
        Request(
            target=target,
            evidence=None if evidence is None else Path(evidence),
            log=log,
            symptom=symptom,
            top=top,
            python=python,
            timeout=timeout,
            include_values=include_values,
            knowledge=tuple(map(Path, knowledge)),
            verify=verify,
            model=_model(model, base_url, include_values),
        )
    )
    if result.report is None:
        raise KeyboardInterrupt
    return result.report


def _model(name: str | None, base_url: str | None, include_values: bool) -> Settings | None:
    from dataflow_debugger.agent.model import settings

    try:
        chosen = settings.parse(name)
    except settings.WrongModel as error:
        raise InputError(str(error)) from error
    if chosen is None:
        return None
    return settings.Settings(*chosen, base_url=base_url, include_values=include_values)


def run(request: Request) -> Result:
    """The whole way. Raises InputError and InternalError."""
    started = time.perf_counter()
    _check_knowledge(request.knowledge)
    store = _store(request.store)
    options = _options(request)
    trials = _trials(request, options)
    try:
        running = _start(request, options)
        loading = Loading(request.knowledge, request.preload, store)
        try:
            recorded = _recorded(request, running)
            if _interrupted(recorded.evidence, running):
                return Result(None, interrupted=True)
            found = _answered(request, recorded, loading, trials)
        finally:
            loading.wait()
    finally:
        if trials is not None:
            trials.close()
    report = found.report
    report.timings_ms["total"] = (time.perf_counter() - started) * 1000
    report.timings_ms = {name: round(report.timings_ms.get(name, 0.0), 1) for name in TIMINGS}
    return Result(report, found.patches, recorded.evidence, sent=found.sent, chat=found.chat)


def _check_knowledge(folders: Sequence[Path]) -> None:
    for folder in folders:
        if not (folder / "entries").is_dir():
            raise InputError(f"The knowledge folder {folder} has no folder 'entries'; check --kb.")


def _store(url: str | None) -> Address | None:
    if not url:
        return None
    from dataflow_debugger.retrieval.server import WrongAddress, address

    try:
        return address(url)
    except WrongAddress as error:
        raise InputError(f"{error} Check --store.") from error


def _options(request: Request) -> Options:
    from dataflow_debugger.agent import launch

    return launch.Options(
        python=request.python,
        timeout=request.timeout,
        include_values=request.include_values,
        stdout_to_stderr=request.stdout_to_stderr,
        symptom=request.symptom,
    )


def _trials(request: Request, options: Options) -> Trials | None:
    """The copy on which fixes are tried; it is made before the program runs and changes anything."""
    if request.verify is None or request.target is None:
        return None
    from dataflow_debugger.agent.trying import Trials

    return Trials.prepare(request.target, options, request.verify)


def _start(request: Request, options: Options) -> Running | None:
    """Start the program at once, before anything heavy is imported."""
    if request.target is None:
        return None
    from dataflow_debugger.agent import launch

    try:
        return launch.start(request.target, options)
    except launch.LaunchError as error:
        raise InputError(str(error)) from error


def explain(what: str, words: Sequence[str] = (), knowledge: Sequence[Path] = ()) -> str:
    """The page of an entry as Markdown; "list" gives all entries, "search" those that share the words.

    Raises InputError for a code that does not exist.
    """
    from dataflow_debugger.knowledge_base import explain as pages
    from dataflow_debugger.knowledge_base import loader

    _check_knowledge(knowledge)
    kb = loader.load(loader.BUILT_IN, *knowledge, skip_broken=True)
    if what.lower() == "search":
        found = pages.search(kb, " ".join(words))
        if not found:
            raise InputError("No entry has these words; --explain list shows all of them.")
        return "".join(f"- {entry.code} {entry.title}\n" for entry in found)
    if words:
        raise InputError(f"--explain {what} takes nothing after it; did you mean --explain search?")
    if what.lower() == "list":
        return pages.listing(kb)
    try:
        return pages.page(kb, what)
    except KeyError:
        near = " or ".join(pages.nearest(kb, what))
        hint = f"did you mean {near}?" if near else "--explain list shows all of them."
        raise InputError(f"There is no entry {what}; {hint}") from None


def _interrupted(evidence: Evidence, running: Running | None) -> bool:
    """Whether Ctrl-C ended the program: by the signal, or by the exit code that shells give for it."""
    if running is None:
        return False
    program = evidence.program
    return program.signal == "SIGINT" or (running.interrupts.count > 0 and program.exit_code == 130)


def _recorded(request: Request, running: Running | None) -> _Run:
    """The evidence: of the run just made, of an earlier one, or of a text."""
    if running is not None:
        outcome = running.wait()
        return _Run(outcome.evidence, run_ms=outcome.run_ms)
    found = _read(request)
    if request.symptom:
        found.evidence.symptom = request.symptom
    return found


def _read(request: Request) -> _Run:
    """What was recorded earlier. Raises InputError when it cannot be used."""
    from dataflow_debugger.agent import evidence, logtext

    try:
        if request.evidence is not None:
            return _Run(evidence.load(request.evidence))
        if request.log_file is not None:
            return _Run(logtext.load(request.log_file), [logtext.NOTE])
        return _Run(logtext.read(request.log or ""), [logtext.NOTE])
    except (evidence.EvidenceError, logtext.LogError) as error:
        raise InputError(str(error)) from error


def _answered(request: Request, recorded: _Run, loading: Loading, trials: Trials | None) -> Answer:
    """Diagnose and assemble. An error of our own never hides the user's failure."""
    waited = time.perf_counter()
    try:
        loaded = loading.result()
        from dataflow_debugger.agent import answer, silent

        waited = time.perf_counter() - waited
        found = answer.answer(
            recorded.evidence,
            loaded,
            request.top,
            trials=trials,
            run_seconds=recorded.run_ms / 1000,
            model=request.model,
        )
    except Exception as error:
        reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise InternalError(reason, _without_diagnosis(recorded.evidence, reason)) from error
    missed = silent.at_exit(recorded.evidence)
    if missed:
        silent.reported(found.report, missed[0])
    found.report.notes = list(dict.fromkeys([*recorded.notes, *found.report.notes]))
    found.report.timings_ms["run"] = recorded.run_ms
    found.report.timings_ms["retrieval"] += waited * 1000
    return found


def _without_diagnosis(evidence: Evidence, reason: str) -> Report:
    from dataflow_debugger.agent.assembly import Assembly
    from dataflow_debugger.agent.fixes.project import Project

    assembly = Assembly(evidence, Project.from_evidence(evidence))
    return assembly.without_answer(f"The debugger failed ({reason}).")


class Debugger:
    """Answers many recorded runs with what is loaded once.

    `loaded` and `weights` stand in for the built-in knowledge and the shipped weights, for measurements.
    """

    def __init__(
        self, knowledge: Sequence[Path] = (), loaded: Loaded | None = None, weights: Weights | None = None
    ) -> None:
        self._loaded = loaded or load(knowledge)
        self._weights = weights

    def report(
        self,
        evidence: Evidence,
        top: int = TOP,
        without: Sequence[str] = (),
        model: Settings | None = None,
    ) -> Report:
        """The report of one recorded run; parts in `without` (checks, dense, lexical, signals) are left out."""
        from dataflow_debugger.agent import answer

        return answer.answer(
            evidence, self._loaded, top, without=without, weights=self._weights, model=model
        ).report
