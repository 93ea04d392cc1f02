"""The real command on real programs: exit statuses, where output goes, and what stays the user's own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

COMMAND = [sys.executable, "-m", "dataflow_debugger"]
WRONG_FILTER = """\
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'yard.db'}")


@db.model
class Boat:
    id: str
    length: float


db.express_sync.create("Boat", {"id": "b1", "length": 7.5})
db.express_sync.create("Boat", {"id": "b2", "length": 12.0})
long_ones = db.express_sync.list("Boat", {"length__gte": 10})
print("long boats:", [boat["id"] for boat in long_ones])
"""
RIGHT_FILTER = WRONG_FILTER.replace('{"length__gte": 10}', '{"length": {"$gte": 10}}')
FOREIGN = """\
import sys


def mean(values):
    return sum(values) / len(values)


print("before")
print("to stderr", file=sys.stderr)
print(mean([]))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    work = tmp_path / "work"
    work.mkdir()
    return work


def _environment(folder: Path, **extra: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    return kept | {"HOME": str(folder.parent / "home"), "COLUMNS": "100"} | extra


def _run(folder: Path, *args: str, stdin: str = "", **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *args],
        cwd=folder,
        env=_environment(folder, **extra),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=180,
    )


def _plain(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *args],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=180,
    )


def _write(folder: Path, text: str, name: str = "app.py") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def _report(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(done.stdout)
    assert report["schema"] == "report/1"
    return report


def test_a_mistake_in_dataflow_is_diagnosed_with_a_patch_that_works(folder: Path) -> None:
    _write(folder, WRONG_FILTER)
    done = _run(folder, "app.py")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("long boats: []\n")
    assert 'app.py:16  long_ones = db.express_sync.list("Boat", {"length__gte": 10})' in done.stdout
    diff = done.stdout[done.stdout.index("--- a/app.py") : done.stdout.index("  To apply it")]
    subprocess.run(["git", "apply", "-"], cwd=folder, input=diff.rstrip("\n") + "\n", text=True, check=True)
    (folder / "yard.db").unlink()
    assert "long boats: ['b2']" in _plain(folder, "app.py").stdout


def test_json_has_standard_output_to_itself(folder: Path) -> None:
    _write(folder, WRONG_FILTER)
    done = _run(folder, "--format", "json", "app.py")
    report = _report(done)
    assert done.returncode == 1
    assert report["status"] == "diagnosed"
    assert report["failure"]["silent"]
    assert "long boats: []" in done.stderr
    assert {"run", "capture", "retrieval", "checks", "model", "patch", "verify", "total"} == set(
        report["timings_ms"]
    )
    assert report["timings_ms"]["total"] >= report["timings_ms"]["run"] > 0


def test_a_program_without_a_failure_ends_with_status_0(folder: Path) -> None:
    _write(folder, RIGHT_FILTER)
    done = _run(folder, "app.py")
    assert done.returncode == 0
    assert done.stdout == "long boats: ['b2']\nThe program finished, and nothing points to a failure.\n"
    for rows in folder.glob("*.db*"):
        rows.unlink()
    assert _run(folder, "--quiet", "app.py").stdout == "long boats: ['b2']\n"


def test_a_failure_of_the_users_own_gets_no_cause_and_keeps_its_output(folder: Path) -> None:
    _write(folder, FOREIGN)
    done, plain = _run(folder, "app.py"), _plain(folder, "app.py")
    assert done.returncode == 3
    assert done.stderr == plain.stderr
    assert done.stdout.startswith(plain.stdout)
    assert "No known cause fits" in done.stdout
    assert "> 5 │     return sum(values) / len(values)" in done.stdout


def test_arguments_and_standard_input_reach_the_program(folder: Path) -> None:
    _write(folder, "import sys\nprint(sys.argv[1:], sys.stdin.read(), __name__)\n")
    done = _run(folder, "--quiet", "app.py", "--ai", "-m", "--", "x y", stdin="typed")
    assert done.stdout == "['--ai', '-m', '--', 'x y'] typed __main__\n"


def test_a_module_runs_as_python_m_does(folder: Path) -> None:
    (folder / "shop").mkdir()
    _write(folder, "import sys\nprint(sys.argv[1:], __package__)\n1 / 0\n", "shop/__main__.py")
    done = _run(folder, "-m", "shop", "-x")
    assert done.returncode == 3
    assert done.stdout.startswith("['-x'] shop\n")
    assert "shop/__main__.py:3" in done.stdout


def test_any_command_that_starts_python_can_be_debugged(folder: Path) -> None:
    _write(folder, FOREIGN)
    done = _run(folder, "--format", "json", "--", sys.executable, "app.py")
    assert done.returncode == 3
    assert _report(done)["failure"]["type"] == "ZeroDivisionError"


def test_an_exit_code_without_an_exception_is_a_failure(folder: Path) -> None:
    _write(folder, "import sys\nsys.exit(7)\n")
    done = _run(folder, "app.py")
    assert done.returncode == 3
    assert "exit status 7" in done.stdout


def test_a_program_that_does_not_end_is_ended(folder: Path) -> None:
    _write(folder, "import time\nprint('on', flush=True)\ntime.sleep(600)\n")
    started = time.monotonic()
    done = _run(folder, "--timeout", "1", "app.py")
    assert time.monotonic() - started < 60
    assert done.returncode == 3
    assert "did not end in time" in done.stdout


def test_markdown_to_a_file(folder: Path) -> None:
    _write(folder, FOREIGN)
    done = _run(folder, "--format", "markdown", "--output", "report.md", "app.py")
    assert done.returncode == 3
    assert (folder / "report.md").read_text().startswith("# DataFlow failure without a known cause\n")
    assert done.stdout == ""


def test_a_traceback_from_standard_input_is_marked_as_text(folder: Path) -> None:
    _write(folder, FOREIGN)
    text = _plain(folder, "app.py").stderr
    done = _run(folder, "--log", "-", stdin=text)
    assert done.returncode == 3
    assert "app.py:5 in mean()" in done.stdout
    assert "Read from text only" in done.stdout


def test_recorded_evidence_gives_the_report_of_the_run(folder: Path) -> None:
    from dataflow_debugger.agent.launch import Options, Target, run

    _write(folder, WRONG_FILTER)
    environment = _environment(folder)
    outcome = run(Target(program="app.py"), Options(cwd=folder, env=environment))
    (folder / "evidence.json").write_text(outcome.evidence.model_dump_json(by_alias=True))
    done = _run(folder, "--format", "json", "--evidence", "evidence.json")
    assert done.returncode == 1
    report = _report(done)
    assert report["diagnoses"][0]["fixes"][0]["diff"]
    assert report["failure"]["at"]["file"] == "app.py"


def test_an_error_of_our_own_is_status_4_and_the_users_failure_still_shows(folder: Path) -> None:
    """A package that breaks while it is imported stands for any error of our own."""
    broken = folder / "broken"
    broken.mkdir()
    (broken / "bm25s.py").write_text("raise SystemError('this package is broken')\n")
    _write(folder, FOREIGN)
    done = _run(folder, "app.py", PYTHONPATH=str(broken))
    assert done.returncode == 4
    assert "ZeroDivisionError: division by zero" in done.stderr
    assert "app.py:5 in mean()" in done.stdout
    last = done.stderr.splitlines()[-1]
    assert "the debugger itself failed: SystemError: this package is broken" in last
    assert "CONTRIBUTING.md" in last
    assert done.stderr.count("Traceback") == 1
    traced = _run(folder, "--format", "json", "app.py", PYTHONPATH=str(broken), DATAFLOW_DEBUG_TRACE="1")
    assert traced.returncode == 4
    assert _report(traced)["failure"]["type"] == "ZeroDivisionError"
    assert "bm25s" in traced.stderr


def test_ctrl_c_ends_the_program_and_says_nothing_of_ours(folder: Path) -> None:
    _write(folder, "import time\nprint('on', flush=True)\ntime.sleep(600)\n")
    process = subprocess.Popen(
        [*COMMAND, "app.py"],
        cwd=folder,
        env=_environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "on\n"
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert err.count("Traceback") == 1
    assert "KeyboardInterrupt" in err
    assert "dataflow_debugger" not in err


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    _write(folder, "1 / 0\n")
    done = subprocess.run(
        f"'{sys.executable}' -m dataflow_debugger --format json app.py 2>errors | true; cat errors",
        shell=True,
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "BrokenPipe" not in done.stdout
    assert "dataflow debug:" not in done.stdout


def test_a_terminal_that_writes_only_ascii_gets_ascii(folder: Path) -> None:
    _write(folder, "name = 'größe'\nraise ValueError('größe 在庫')\n")
    done = _run(folder, "app.py", PYTHONIOENCODING="ascii:strict")
    assert done.returncode == 3
    assert done.stdout.isascii()
    assert "-- ValueError ---" in done.stdout


def test_no_colour_unless_asked_and_colour_when_forced(folder: Path) -> None:
    _write(folder, "1 / 0\n")
    assert "\x1b" not in _run(folder, "app.py").stdout
    assert "\x1b[" in _run(folder, "app.py", FORCE_COLOR="1").stdout
    assert "\x1b" not in _run(folder, "app.py", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b" not in _run(folder, "--no-color", "app.py", FORCE_COLOR="1").stdout


def test_the_public_function_gives_the_same_report(folder: Path) -> None:
    _write(folder, FOREIGN)
    _write(
        folder,
        "import dataflow_debugger\n"
        "report = dataflow_debugger.diagnose('app.py')\n"
        "print(report.status, report.failure.type, report.failure.at.line)\n",
        "use.py",
    )
    assert _plain(folder, "use.py").stdout.splitlines()[-1] == "undiagnosed ZeroDivisionError 5"


def test_the_example_of_the_demo_is_mended_by_its_patch(folder: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "examples" / "orders", folder / "orders")
    done = _run(folder, "orders/app.py")
    assert done.returncode == 1, done.stderr
    assert 'workflow.add_connection("customer", "customer_id", "order", "customer_id")' in done.stdout
    assert "To apply it, paste it into: patch -p1 -d orders" in done.stdout
    diff = done.stdout[done.stdout.index("--- a/app.py") : done.stdout.index("  To apply it")]
    subprocess.run(["patch", "-p1", "-d", "orders"], cwd=folder, input=diff, text=True, check=True)
    mended = _plain(folder, "orders/app.py")
    assert mended.returncode == 0, mended.stderr
    assert mended.stdout.startswith("order ")


def test_a_fix_is_tried_on_a_copy_and_marked(folder: Path) -> None:
    _write(folder, WRONG_FILTER)
    done = _run(folder, "--format", "json", "--verify", "app.py")
    report = _report(done)
    assert done.returncode == 1
    assert report["diagnoses"][0]["fixes"][0]["verified"] is True
    assert report["timings_ms"]["verify"] > 0
    assert any("Ran `python app.py`" in note for note in report["notes"])
    assert (folder / "app.py").read_text() == WRONG_FILTER


def test_a_fix_is_applied_and_taken_back(folder: Path) -> None:
    state = {"DATAFLOW_DEBUG_STATE": str(folder.parent / "state")}
    _write(folder, WRONG_FILTER)
    refused = _run(folder, "--apply", "app.py", **state)
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1] == (
        "dataflow debug: The fix was not applied: nobody can be asked here; add --yes."
    )
    assert (folder / "app.py").read_text() == WRONG_FILTER
    (folder / "yard.db").unlink()
    applied = _run(folder, "--format", "json", "--apply", "1", "--yes", "app.py", **state)
    assert applied.returncode == 1
    assert _report(applied)["status"] == "diagnosed"
    assert "Applied to app.py." in applied.stderr.splitlines()[-1]
    assert (folder / "app.py").read_text() == RIGHT_FILTER
    undone = _run(folder, "--undo", "app.py", **state)
    assert (undone.returncode, undone.stdout) == (0, "Put back as before: app.py.\n")
    assert (folder / "app.py").read_text() == WRONG_FILTER
    assert _run(folder, "--undo", **state).returncode == 2
