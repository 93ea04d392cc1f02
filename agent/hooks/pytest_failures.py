"""What the pytest plugin does: records failing tests, has them diagnosed, shows the answers.

Each process records the failures of its own tests into one folder of the session. The process that prints (under
pytest-xdist the one that runs no tests) has them diagnosed by one child process while further tests run, and adds
the answers to the reports before pytest prints those.
"""

from __future__ import annotations

import shlex
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from dataflow_debugger.agent.hooks import pytest_recording
from dataflow_debugger.agent.hooks.answers import Answers, Reply

RECORDED_MAX = 200
# The child is given this long after the last test, and this much more for each failing test.
SECONDS, SECONDS_EACH = 30.0, 0.1
SECTION = "DataFlow diagnosis"
FOLDER = "dataflow_debug_folder"
NAMES_MAX = 3


def make(config: pytest.Config) -> object:
    """The plugin of this process: a worker of pytest-xdist records, any other process also tells."""
    given = getattr(config, "workerinput", None)
    if given is not None:
        return Recording(Path(given[FOLDER])) if FOLDER in given else object()
    return Telling(Path(tempfile.mkdtemp(prefix="dfdbg-pytest-")))


class Recording:
    """Records the exceptions of failing tests; their reports carry the name of the file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls = pytest_recording.Calls()
        self.count = 0

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """What earlier tests did is no evidence for this one."""
        self.calls.new_test()
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
        """What fixtures do that serve several tests counts for all of them."""
        if fixturedef.scope == "function":
            return (yield)
        with self.calls.shared():
            return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Records the exception of a test, its setup or its teardown."""
        report = yield
        self._record(report, call.excinfo.value if call.excinfo is not None else None)
        return report

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_make_collect_report(self) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Records the exception of a test module that cannot be imported."""
        report = yield
        call = getattr(report, "call", None)
        error = call.excinfo.value if call is not None and call.excinfo is not None else None
        if isinstance(error, pytest.Collector.CollectError) and error.__cause__ is not None:
            # pytest's own wrapper; what the module raised stands behind it.
            error = error.__cause__
        self._record(report, error)
        return report

    def _record(self, report: Any, error: BaseException | None) -> None:
        if error is None or not report.failed or self.count >= RECORDED_MAX:
            return
        try:
            path = pytest_recording.record(error, self.folder)
        except Exception as problem:
            # A failing test stays a failing test, whatever becomes of its diagnosis.
            report.sections.append((SECTION, f"not recorded: {type(problem).__name__}: {problem}"))
            return
        if path is not None:
            self.count += 1
            report.dataflow_evidence = str(path)


class Telling(Recording):
    """Adds a section to each failing report that has an answer, and a summary of causes at the end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.answers = Answers()
        self.failing: list[Any] = []
        self.replies: dict[str, Reply] = {}
        self.stopped = False

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tells a worker of pytest-xdist where to record."""
        node.workerinput[FOLDER] = str(self.folder)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Asks about the failure at once, so that the answer is there when the tests end."""
        self._ask(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Likewise for a module that cannot be imported."""
        self._ask(report)

    def _ask(self, report: Any) -> None:
        if report.failed and hasattr(report, "dataflow_evidence"):
            self.failing.append(report)
            again = f"dataflow debug --ai -- pytest {shlex.quote(report.nodeid)}"
            self.answers.ask(report.dataflow_evidence, again)

    def pytest_keyboard_interrupt(self) -> None:
        """Whoever presses Ctrl-C does not want to wait for answers."""
        self.stopped = True

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        """Adds the answers to the reports; the terminal prints them after this."""
        if not self.failing or self.stopped:
            return
        self.replies = self.answers.collect(SECONDS + SECONDS_EACH * len(self.failing))
        for report in self.failing:
            reply = self.replies.get(report.dataflow_evidence)
            if reply is not None and reply.concerns_dataflow:
                _add_section(report, reply)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """The causes by code, with the tests that failed by them."""
        causes = self._causes()
        if not causes:
            return
        failed = sum(map(len, causes.values()))
        terminalreporter.section(f"DataFlow: causes of {failed} failing test{'s' * (failed != 1)}")
        for (code, title), names in sorted(causes.items(), key=lambda item: (not item[0][0], -len(item[1]))):
            terminalreporter.write_line(f"{code or '-':<7}  {title}")
            shown = names[:NAMES_MAX]
            more = [f"and {len(names) - NAMES_MAX} more"] if len(names) > NAMES_MAX else []
            for name in [*shown, *more]:
                terminalreporter.write_line(f"         {name}")
        if any(code for code, _ in causes):
            terminalreporter.write_line("dataflow debug --explain CODE prints the page of a cause.")

    def _causes(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for report in self.failing:
            reply = self.replies.get(report.dataflow_evidence)
            if reply is None or not reply.concerns_dataflow:
                continue
            cause = (reply.code or "", reply.title or "No known cause fits")
            found.setdefault(cause, []).append(report.nodeid)
        return found

    def pytest_unconfigure(self) -> None:
        """Leaves nothing behind."""
        self.answers.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _add_section(report: Any, reply: Reply) -> None:
    """Below the traceback, whatever kind of text that is."""
    traceback = report.longrepr
    if hasattr(traceback, "addsection"):
        traceback.addsection(SECTION, reply.text)
    elif isinstance(getattr(traceback, "longrepr", None), str):
        # A module that cannot be imported.
        traceback.longrepr += f"\n{f' {SECTION} ':-^80}\n{reply.text}"
    else:
        report.sections.append((SECTION, reply.text))
