"""The evidence as a whole: logs, sources, sizes, and programs that hang or are ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from captured_runs import chain, dataflow, environment, launch

from dataflow_debugger.agent.launch import Options, Target, start


def test_logs_and_warnings(tmp_path: Path) -> None:
    outcome = launch(
        tmp_path,
        """
        import logging, warnings
        log = logging.getLogger("shop")
        log.debug("no"); log.info("no")
        log.warning("few %s left", "apples", extra={"bin": 7})
        try:
            int("x")
        except ValueError:
            log.error("bad number")
        warnings.warn("take care")
        """,
    )
    evidence = outcome.evidence
    assert [(r.level, r.logger, r.message) for r in evidence.logs] == [
        ("WARNING", "shop", "few apples left [bin=7]"),
        ("ERROR", "shop", "bad number"),
    ]
    assert [(w.category, w.message, w.at) for w in evidence.warnings] == [
        ("UserWarning", "take care", "app.py:10")
    ]
    logged = chain(evidence)
    assert [(item.type, item.relation) for item in logged] == [("ValueError", "logged")]
    assert "'x'" not in logged[0].message
    assert outcome.root == tmp_path


def test_values_are_kept_only_when_asked_for(tmp_path: Path) -> None:
    text = """
    def f(name, token, many):
        raise ValueError("x")
    f("Ada Lovelace", "t0ken-value", [1, 2, 3, 4, 5])
    """
    without = chain(launch(tmp_path, text).evidence)[0].frames[-1].locals
    assert without == {"name": "<str:12>", "token": "<str:11>", "many": ["<int>", "<int>", "<int>", "<+2>"]}
    with_values = chain(launch(tmp_path, text, include_values=True).evidence)[0].frames[-1].locals
    assert with_values == {"name": "Ada Lovelace", "token": "***", "many": [1, 2, 3, "<+2>"]}


def test_the_files_that_took_part(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text("")
    (tmp_path / "shop" / "stock.py").write_text("def take(n):\n    return 1 / n\n")
    (tmp_path / "unused.py").write_text("x = 1\n")
    (tmp_path / ".env").write_text("API_TOKEN=abcdef123\nPAGE=2\n")
    (tmp_path / "requirements.txt").write_text("kailash-dataflow==2.20.1\n")
    evidence = launch(tmp_path, "from shop import stock\nstock.take(0)\n").evidence
    files = {item.file: item for item in evidence.source}
    assert files["app.py"].reason == "entry"
    assert files["shop/stock.py"].reason == "frame"
    assert files[".env"].text == "API_TOKEN=***\nPAGE=2\n"
    assert files["requirements.txt"].reason == "settings"
    assert "unused.py" not in files


def test_the_whole_evidence_stays_small(tmp_path: Path) -> None:
    (tmp_path / "big.py").write_text("x = 1\n" + "# a comment line of some length\n" * 6000)
    for number in range(30):
        (tmp_path / f"m{number}.py").write_text(f"x{number} = 1\n" + "# text\n" * 3000)
    imports = "".join(f"import m{number}\n" for number in range(30))
    evidence = launch(tmp_path, f"import big\n{imports}raise ValueError('x' * 100000)\n").evidence
    assert len(evidence.model_dump_json()) < 256 * 1024
    assert any("source" in what for what in evidence.cut)


def test_even_the_worst_evidence_stays_small(tmp_path: Path) -> None:
    text = """
    import logging
    wide = {f"k{i}": {f"n{j}": "v" * 50 for j in range(30)} for i in range(30)}
    class Loud(Exception):
        def __init__(self, n):
            super().__init__("m" * 5000)
            self.context = wide
    def fail(n, data):
        here = [data] * 30
        try:
            raise Loud(n)
        except Loud:
            if n == 0:
                raise
            logging.getLogger("x").error("line %s " + "y" * 3000, n)
            fail(n - 1, data)
    fail(40, wide)
    """
    evidence = launch(tmp_path, text, include_values=True).evidence
    assert len(evidence.model_dump_json()) < 256 * 1024
    assert chain(evidence)[0].type == "__main__.Loud"
    assert evidence.cut


def test_reading_the_users_objects_is_not_recorded_itself(tmp_path: Path) -> None:
    text = """
    import logging
    class Chatty(dict):
        def items(self):
            try:
                1 / 0
            except ZeroDivisionError:
                logging.exception("while being read")
            return super().items()
    def fail(data):
        raise ValueError("x")
    fail(Chatty(a=1))
    """
    evidence = launch(tmp_path, text).evidence
    assert [item.type for item in chain(evidence)] == ["ValueError"]


def test_a_program_that_hangs_shows_where(tmp_path: Path) -> None:
    started = time.monotonic()
    outcome = launch(
        tmp_path,
        """
        import threading, subprocess, sys
        def feed(): threading.Event().wait()
        threading.Thread(target=feed, name="feeder").start()
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        threading.Event().wait()
        """,
        timeout=4.0,
    )
    assert time.monotonic() - started < 20
    assert outcome.evidence.program.timed_out
    threads = outcome.evidence.threads
    tops = {thread.name: [f for f in thread.frames if f.user][-1].line for thread in threads}
    assert tops == {"MainThread": 6, "feeder": 3}


def test_a_program_that_ignores_the_end_is_killed(tmp_path: Path) -> None:
    text = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(100)\n"
    evidence = launch(tmp_path, text, timeout=1.5).evidence
    assert (evidence.program.timed_out, evidence.program.signal) == (True, "SIGKILL")


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", None, "SIGKILL"),
        ("import os\nos._exit(7)\n", 7, None),
        ("import sys\nsys.exit(3)\n", 3, None),
    ],
)
def test_ends_without_an_exception(tmp_path: Path, text: str, code: int | None, name: str | None) -> None:
    evidence = launch(tmp_path, text).evidence
    assert (evidence.program.exit_code, evidence.program.signal) == (code, name)
    assert evidence.source[0].text == text
    assert evidence.exception is None


def test_looking_at_databases_leaves_no_file_behind(tmp_path: Path) -> None:
    evidence = dataflow(tmp_path, "db.express_sync.create('User', {'id': 'u', 'name': 'n'})\ndb.close()\n")
    assert evidence.inspector is not None
    assert evidence.inspector.databases
    names = {path.name for path in tmp_path.iterdir()}
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "app.py").write_text((tmp_path / "app.py").read_text())
    subprocess.run(
        [sys.executable, "app.py"], cwd=plain, env=environment(plain), capture_output=True, check=True
    )
    assert {path.name for path in plain.iterdir()} == names


def test_modules_and_commands(tmp_path: Path) -> None:
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg" / "__main__.py").write_text("import sys\nraise ValueError(sys.argv[1:])\n")
    evidence = launch(tmp_path, "", Target(module="pkg", args=["a", "b"])).evidence
    assert chain(evidence)[0].message == "['a', 'b']"
    assert evidence.source[0].file == "pkg/__main__.py"
    command = ["sh", "-c", f"{sys.executable} -c 'import os; os.listdir(\"none\")'"]
    evidence = launch(tmp_path, "", Target(command=command)).evidence
    assert chain(evidence)[0].type == "FileNotFoundError"
    assert chain(evidence)[0].frames[-1].user


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["alone", "xdist"])
def test_pytest_gives_up_its_exceptions(tmp_path: Path, workers: list[str]) -> None:
    (tmp_path / "test_shop.py").write_text(
        "def helper():\n    return {}['x']\ndef test_one():\n    helper()\ndef test_two():\n    assert 1\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *workers, "test_shop.py"]
    evidence = launch(tmp_path, "", Target(command=command)).evidence
    assert evidence.program.exit_code == 1
    error = chain(evidence)[0]
    assert error.type == "KeyError"
    assert [f.function for f in error.frames if f.user][-2:] == ["test_one", "helper"]
    assert "test_shop.py" in [item.file for item in evidence.source]


def test_ctrl_c_ends_the_program_and_not_the_launcher(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import time\nprint('up', flush=True)\ntime.sleep(60)\n")
    running = start(
        Target(program="app.py"),
        Options(cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL),
    )
    assert running.process.stdout is not None
    running.process.stdout.readline()
    os.kill(os.getpid(), signal.SIGINT)
    running.process.send_signal(signal.SIGINT)
    evidence = running.wait().evidence
    assert evidence.program.signal == "SIGINT"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_symptom_is_handed_through(tmp_path: Path) -> None:
    assert launch(tmp_path, "print(1)\n", symptom="the list is empty").evidence.symptom == "the list is empty"


def test_evidence_is_json_of_the_contract(tmp_path: Path) -> None:
    evidence = launch(tmp_path, "raise ValueError(1)\n").evidence
    data = json.loads(evidence.model_dump_json(by_alias=True))
    assert data["schema"] == "evidence/1"
    assert data["capture_ms"] > 0
    assert data["program"]["argv"][1:] == ["app.py"]
