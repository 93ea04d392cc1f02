"""Kept evidence: its place, its caps, its modes, many writers at once, and putting everything back."""

from __future__ import annotations

import multiprocessing
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from dataflow_debugger.agent import kept
from dataflow_debugger.agent.hooks import keep


def evidence(number: int, size: int = 0) -> dict[str, Any]:
    return {"schema": "evidence/1", "number": number, "source": [], "exception": None, "text": "x" * size}


def numbers(folder: Path) -> list[int]:
    return [found["number"] for _, found in keep.listing(folder)]


def test_only_the_owner_reads_it_and_git_ignores_it(tmp_path: Path) -> None:
    folder = tmp_path / keep.FOLDER
    path = keep.keep(evidence(1), folder)
    assert path is not None and path.parent == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    status = subprocess.run(
        ["git", "-C", tmp_path, "status", "--porcelain"], capture_output=True, text=True, check=True
    )
    assert status.stdout == ""


def test_the_oldest_go_beyond_either_cap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(keep.FILES_MAX + 5):
        keep.keep(evidence(number), tmp_path)
    assert numbers(tmp_path) == list(range(5, keep.FILES_MAX + 5))[::-1]
    monkeypatch.setattr(keep, "BYTES_MAX", 25_000)
    for number in range(100, 110):
        keep.keep(evidence(number, size=10_000), tmp_path)
    assert numbers(tmp_path) == [109, 108]


def _many(folder: Path, first: int) -> None:
    threads = [
        threading.Thread(target=lambda n=n: keep.keep(evidence(n), folder)) for n in range(first, first + 5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_threads_and_processes_keep_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_many, args=(tmp_path, first)) for first in (0, 5, 10)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert sorted(numbers(tmp_path)) == list(range(15))
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_that_cannot_be_written_has_a_spare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "debug"
    path = keep.keep(evidence(1), folder)
    assert path is not None and (tmp_path / "state") in path.parents
    assert keep.newest(folder) == path
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert keep.keep(evidence(2), folder) is None


def test_evidence_that_cannot_be_written_raises_nothing(tmp_path: Path) -> None:
    circle: dict[str, Any] = evidence(1)
    circle["self"] = circle
    assert keep.keep(circle, tmp_path) is None


def test_the_list_names_what_where_and_which_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(kept.NothingKept):
        kept.listing()
    frame = {"file": "shop.py", "line": 7, "function": "buy", "user": True}
    chain = [{"type": "kailash.sdk_exceptions.RuntimeExecutionError", "frames": [frame]}]
    program = {"argv": ["python", "shop.py"]}
    path = keep.keep({**evidence(1), "exception": {"chain": chain}, "program": program})
    row = kept.listing()
    assert "RuntimeExecutionError" in row and "shop.py:7" in row and "python shop.py" in row
    assert path is not None and row.rstrip().endswith(str(path.relative_to(tmp_path)))
    assert kept.newest() == path


UNINSTALL = """
import json, logging, os, signal, sys, threading, traceback, unittest.result, warnings
import concurrent.futures._base as futures, multiprocessing.process, multiprocessing.spawn
import dataflow_debugger
def state():
    places = [(sys, "excepthook unraisablehook exit"), (os, "_exit kill"), (threading, "excepthook"),
        (signal, "raise_signal"), (traceback, "print_exc format_exc"), (warnings, "_showwarnmsg"),
        (unittest.result.TestResult, "addError addFailure"), (multiprocessing.process.BaseProcess, "_bootstrap"),
        (multiprocessing.spawn, "get_preparation_data"),
        (futures.Future, "set_exception exception add_done_callback _Future__get_result")]
    found = [vars(owner).get(name) for owner, names in places for name in names.split()]
    return [*found, logging.getLogRecordFactory(), list(sys.meta_path), dict(os.environ)]
before = state()
dataflow_debugger.install()
dataflow_debugger.install()
assert all(a is not b for a, b in zip(before[:-2], state())), "something was not hooked"
dataflow_debugger.uninstall()
dataflow_debugger.uninstall()
assert state() == before
dataflow_debugger.install()
hook = sys.excepthook
sys.excepthook = lambda *args: hook(*args)
theirs = sys.excepthook
dataflow_debugger.uninstall()
assert sys.excepthook is theirs
raise SystemError("as ever")
"""


def test_uninstall_puts_everything_back_and_leaves_what_others_put_over_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNINSTALL],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.rstrip().endswith("SystemError: as ever"), done.stderr
    assert "DataFlow debug" not in done.stderr
    assert not (tmp_path / ".dataflow").exists()
    assert done.returncode == 1
