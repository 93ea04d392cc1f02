"""Every failure by every way in: seen, told once, after an unchanged traceback, with the program's own status."""

from __future__ import annotations

import fcntl
import gzip
import http.server
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hook_programs import DOCS, FAILURES, HOOK, Failure, written

from dataflow_debugger.agent.launch import Options, Target, run
from dataflow_debugger.agent.loading import load_lean
from dataflow_debugger.agent.session import Debugger

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"\nDataFlow debug: .*?\nMore: [^\n]*\n", re.DOTALL)
LIMIT_S = 60
Done = subprocess.CompletedProcess[str]


def environment(folder: Path, **more: str) -> dict[str, str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DATAFLOW_DEBUG", "DFDBG_", "PYTHON"))}
    cache = os.environ.get("DATAFLOW_DEBUG_CACHE") or str(Path.home() / ".cache" / "dataflow-debugger")
    return {**clean, "HOME": str(folder), "DATAFLOW_DEBUG_CACHE": cache, **more}


def execute(command: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(folder, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )


def plain(text: str) -> str:
    """Standard error without what differs from run to run."""
    return re.sub(r"0x[0-9a-f]+|Process-\d+|\d+\.\d+s", "?", text)


def check(failure: Failure, before: Done, after: Done, folder: Path) -> None:
    """The hook changed nothing that the program does, and told its failure once."""
    assert after.returncode == before.returncode == failure.status, after.stderr
    assert after.stdout == before.stdout
    blocks = BLOCK.findall(after.stderr)
    assert len(blocks) == (failure.raised is not None), after.stderr
    assert all(len(block.splitlines()) <= 15 for block in blocks)
    assert plain(BLOCK.sub("", after.stderr)) == plain(before.stderr)
    assert last_kept(folder) == ([failure.raised] if failure.raised else [])


def last_kept(folder: Path) -> list[str]:
    """The exceptions of all kept evidence, which is taken away for the next run."""
    files = sorted((folder / ".dataflow" / "debug").glob("*.json"))
    found = [json.loads(path.read_text())["exception"]["chain"][0]["type"] for path in files]
    for path in files:
        path.unlink()
    return [name.rpartition(".")[2] for name in found]


@pytest.fixture(scope="module")
def wheel_python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The interpreter of an environment that holds the real wheel; its dependencies are those of this one."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    env = shared / "wheel-env"
    with (shared / "wheel.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not env.exists():
            _install_wheel(shared, env)
    return str(env / "bin" / "python")


def _install_wheel(folder: Path, env: Path) -> None:
    source = folder / "source"
    source.mkdir()
    for name in ("dataflow_debugger", "agent", "retrieval", "evals", "knowledge_base"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "cases"))
    (source / "evals" / "cases").mkdir()
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, source)
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--installer",
        "uv",
        "--outdir",
        str(folder),
        str(source),
    ]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "making"], check=True)
    packages = next((folder / "making" / "lib").glob("python*")) / "site-packages"
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(packages)
    theirs = next(path for path in sys.path if path.endswith("site-packages"))
    (packages / "dependencies.pth").write_text(theirs + "\n")
    (folder / "making").rename(env)


@pytest.fixture(scope="module")
def debugger() -> Debugger:
    return Debugger(loaded=load_lean())


@pytest.mark.parametrize("name", FAILURES)
def test_failure(name: str, tmp_path: Path, wheel_python: str, debugger: Debugger) -> None:
    failure = FAILURES[name]
    (tmp_path / "app.py").write_text(failure.program())
    before = execute([wheel_python, "app.py"], tmp_path)
    holes = dict(failure.holes)
    for way, command, more in (
        ("install", [wheel_python, "app.py"], {"HOOK": "1"}),
        ("variable", [wheel_python, "app.py"], {"DATAFLOW_DEBUG": "all"}),
        ("module", [wheel_python, "-m", "dataflow_debugger.run", "app.py"], {}),
    ):
        assert way not in holes
        check(failure, before, execute(command, tmp_path, **more), tmp_path)
    launched = by_command(tmp_path, debugger, failure.status)
    assert launched == ("command" not in holes and failure.raised is not None), failure.title


def by_command(folder: Path, debugger: Debugger, status: int) -> bool:
    """Whether `dataflow debug --ai -- python app.py` reports a failure; the launcher and the answer are its."""
    options = Options(
        cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=30
    )
    outcome = run(Target(command=[sys.executable, "app.py"]), options)
    evidence = outcome.evidence
    number = (
        -signal.Signals[evidence.program.signal] if evidence.program.signal else evidence.program.exit_code
    )
    assert number == status
    chain = evidence.exception.chain if evidence.exception else []
    reported = debugger.report(evidence).status != "no_failure"
    return reported and any(item.relation != "logged" for item in chain)


class Collector(http.server.BaseHTTPRequestHandler):
    """Takes what Sentry's own transport sends."""

    events: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        text = gzip.decompress(body) if self.headers.get("content-encoding") == "gzip" else body
        sent = [json.loads(line) for line in text.splitlines()[1:] if line.startswith(b"{")]
        self.events.extend(one for one in sent if "exception" in one)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.mark.parametrize("order", ["before", "after"])
def test_sentry_gets_the_failure_over_http_once(tmp_path: Path, wheel_python: str, order: str) -> None:
    Collector.events.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        parts = [f"import sentry_sdk; sentry_sdk.init('http://key@127.0.0.1:{server.server_port}/1')\n", HOOK]
        text = "".join(parts if order == "before" else parts[::-1])
        (tmp_path / "app.py").write_text(text + "raise KeyError('k')\n")
        done = execute([wheel_python, "app.py"], tmp_path, HOOK="1")
        server.shutdown()
    assert done.returncode == 1
    assert len(BLOCK.findall(done.stderr)) == 1
    assert [one["exception"]["values"][0]["type"] for one in Collector.events] == ["KeyError"]


DATAFLOW = """\
import sys
from pathlib import Path
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path('app.db').resolve()}")


@db.model
class User:
    id: str
    name: str


if "uninstall" in sys.argv:
    import dataflow_debugger

    wrapped = WorkflowBuilder.build
    dataflow_debugger.uninstall()
    print(*(hasattr(one, "__dfdbg__") for one in (wrapped, WorkflowBuilder.build, db.create_tables)))
workflow = WorkflowBuilder()
workflow.add_node("UserCreateNode", "create", {"data": {"id": "u1", "name": "Bo"}})
workflow.add_node("UserReadNode", "read", {})
workflow.add_connection("create", "id", "read", "id")
with LocalRuntime() as runtime:
    runtime.execute(workflow.build())
"""


def test_a_dataflow_program_under_the_variable(tmp_path: Path, wheel_python: str) -> None:
    """The cause stands under the unchanged traceback, and the rest is one command away."""
    (tmp_path / "app.py").write_text(DATAFLOW)
    before = execute([wheel_python, "app.py"], tmp_path)
    after = execute([wheel_python, "app.py"], tmp_path, DATAFLOW_DEBUG="1")
    assert after.returncode == before.returncode == 1
    block = BLOCK.findall(after.stderr)
    assert len(block) == 1
    assert after.stderr == before.stderr + block[0]
    assert "[DFX201, confirmed" in block[0]
    line = DATAFLOW[: DATAFLOW.index('"create"')].count("\n") + 1
    assert f"Shown by: app.py:{line} " in block[0]
    assert '+workflow.add_node("UserCreateNode", "create", {"id": "u1", "name": "Bo"})' in block[0]
    command = [sys.executable, "-m", "dataflow_debugger", "--last", "--format", "json"]
    last = execute(command, tmp_path)
    assert last.returncode == 1, last.stderr
    assert json.loads(last.stdout)["diagnoses"][0]["entry"] == "DFX201"
    out = execute([wheel_python, "app.py", "uninstall"], tmp_path, DATAFLOW_DEBUG="1")
    assert out.stdout == "True False False\n"
    assert not BLOCK.findall(out.stderr)


def test_the_variable_leaves_other_programs_alone(tmp_path: Path, wheel_python: str) -> None:
    (tmp_path / "app.py").write_text("import threading\nraise KeyError('k')\n")
    before = execute([wheel_python, "app.py"], tmp_path)
    for value in ("1", "0", ""):
        after = execute([wheel_python, "app.py"], tmp_path, DATAFLOW_DEBUG=value)
        assert (after.returncode, after.stderr) == (before.returncode, before.stderr)
    assert not (tmp_path / ".dataflow").exists()
    missing = execute([wheel_python, "-c", "import dataflow.no_such_part"], tmp_path, DATAFLOW_DEBUG="1")
    assert len(BLOCK.findall(missing.stderr)) == 1


def test_table_stands_in_the_docs() -> None:
    page = DOCS.read_text(encoding="utf-8")
    assert written(page) == page, "run python tests/unit/hook_programs.py"
