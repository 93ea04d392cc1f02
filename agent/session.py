"""One debugging session from start to end: the only file that knows the whole way.

Its own imports are light: the program is started first, and what the diagnosis needs is loaded while it runs.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dataflow_debugger.agent.loading import Loaded, Loading, load

if TYPE_CHECKING:
    from dataflow_debugger.agent import diagnosis
    from dataflow_debugger.agent.assembly import Assembly
    from dataflow_debugger.agent.evidence import Evidence
    from dataflow_debugger.agent.fixes.project import Project
    from dataflow_debugger.agent.launch import Running, Target
    from dataflow_debugger.agent.report.schema import Report, ReportFix

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
    preload: tuple[str, ...] = ()


@dataclass
class Result:
    """The report; `interrupted` when the user ended the program with Ctrl-C, and then there is none."""

    report: Report | None
    interrupted: bool = False


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
) -> Report:
    """Run a program, or read what was recorded of one, and say why it failed.

    Give one of `program` (a file, with `args`), `module` (as `python -m`), `command` (any command that starts
    Python), `evidence` (a file) and `log` (a traceback or log as text). Raises InputError when that cannot be
    used, InternalError when the debugger itself fails, KeyboardInterrupt when the user stops the program.
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
        )
    )
    if result.report is None:
        raise KeyboardInterrupt
    return result.report


def run(request: Request) -> Result:
    """The whole way. Raises InputError and InternalError."""
    started = time.perf_counter()
    running = _start(request)
    loading = Loading(request.knowledge, request.preload)
    try:
        recorded = _recorded(request, running)
        if _interrupted(recorded.evidence, running):
            return Result(None, interrupted=True)
        report = _answer(request, recorded, loading)
    finally:
        loading.wait()
    report.timings_ms["total"] = (time.perf_counter() - started) * 1000
    report.timings_ms = {name: round(report.timings_ms.get(name, 0.0), 1) for name in TIMINGS}
    return Result(report)


def _check_knowledge(folders: Sequence[Path]) -> None:
    for folder in folders:
        if not (folder / "entries").is_dir():
            raise InputError(f"The knowledge folder {folder} has no folder 'entries'; check --kb.")


def _start(request: Request) -> Running | None:
    """Start the program at once, before anything heavy is imported."""
    _check_knowledge(request.knowledge)
    if request.target is None:
        return None
    from dataflow_debugger.agent import launch

    options = launch.Options(
        python=request.python,
        timeout=request.timeout,
        include_values=request.include_values,
        stdout_to_stderr=request.stdout_to_stderr,
        symptom=request.symptom,
    )
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


def _answer(request: Request, recorded: _Run, loading: Loading) -> Report:
    """Diagnose and assemble. An error of our own never hides the user's failure."""
    from dataflow_debugger.agent.assembly import Assembly
    from dataflow_debugger.agent.fixes.project import Project

    evidence = recorded.evidence
    project = Project.from_evidence(evidence)
    assembly = Assembly(evidence, project)
    try:
        return _diagnosed(request, recorded, loading, project, assembly)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise InternalError(reason, assembly.without_answer(f"The debugger failed ({reason}).")) from error


def _diagnosed(
    request: Request, recorded: _Run, loading: Loading, project: Project, assembly: Assembly
) -> Report:
    waited = time.perf_counter()
    loaded = loading.result()
    waited_ms = (time.perf_counter() - waited) * 1000
    report = _report(recorded.evidence, loaded, request.top, project, assembly)
    report.notes = list(dict.fromkeys([*recorded.notes, *report.notes]))
    report.timings_ms["run"] = recorded.run_ms
    report.timings_ms["retrieval"] += waited_ms
    return report


def _report(
    evidence: Evidence,
    loaded: Loaded,
    top: int,
    project: Project,
    assembly: Assembly,
    without: Sequence[str] = (),
) -> Report:
    from dataflow_debugger.agent import diagnosis

    outcome = diagnosis.diagnose(
        evidence,
        loaded.knowledge,
        loaded.retriever,
        use_checks="checks" not in without,
        use_dense="dense" not in without,
        use_lexical="lexical" not in without,
        use_signals="signals" not in without,
    )
    notes = [*loaded.knowledge.problems, *outcome.notes]
    diagnosed = time.perf_counter()
    fixes = _fixes(outcome, project, top, notes)
    report = assembly.report(outcome, fixes, top, notes)
    report.timings_ms = {
        "capture": evidence.capture_ms,
        "retrieval": outcome.timings_ms.get("retrieval", 0.0),
        "checks": outcome.timings_ms.get("checks", 0.0),
        "patch": (time.perf_counter() - diagnosed) * 1000,
    }
    return report


class Debugger:
    """Answers many recorded runs with what is loaded once."""

    def __init__(self, knowledge: Sequence[Path] = ()) -> None:
        self._loaded = load(knowledge)

    def report(self, evidence: Evidence, top: int = TOP, without: Sequence[str] = ()) -> Report:
        """The report of one recorded run; parts in `without` (checks, dense, lexical, signals) are left out."""
        from dataflow_debugger.agent.assembly import Assembly
        from dataflow_debugger.agent.fixes.project import Project

        project = Project.from_evidence(evidence)
        return _report(evidence, self._loaded, top, project, Assembly(evidence, project), without)


def _fixes(
    outcome: diagnosis.Outcome, project: Project, top: int, notes: list[str]
) -> dict[str, list[ReportFix]]:
    """The fixes of the diagnoses that are shown, by the code of their entry."""
    from dataflow_debugger.agent.capture.redact import Redactor
    from dataflow_debugger.agent.capture.secrets import of_process
    from dataflow_debugger.agent.fixes import build

    redactor = Redactor(of_process([]))
    found: dict[str, list[ReportFix]] = {}
    for one in outcome.diagnoses[:top]:
        made = found.setdefault(one.entry.code, [])
        for fix in one.entry.fixes:
            try:
                patches = build.patches(
                    fix, one.bindings, project, secret=lambda line: redactor.source(line) != line
                )
            except Exception as error:
                notes.append(f"The fix '{fix.title}' could not be built ({type(error).__name__}: {error}).")
                continue
            made += [patch.fix for patch in patches]
    return found
