"""Capture needs nothing but Python: no package of ours or of others, no site, any DataFlow."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dataflow_debugger.agent.launch import INJECT, LaunchError, Options, Target, run

CAPTURE = INJECT.parent
LOAD = """
import sys
sys.dont_write_bytecode = True
from importlib.machinery import ModuleSpec, SourceFileLoader
folder = sys.argv[1]
loader = SourceFileLoader("cap", folder + "/__init__.py")
spec = ModuleSpec("cap", loader, is_package=True)
spec.submodule_search_locations = [folder]
package = type(sys)("cap"); package.__spec__ = spec; package.__path__ = [folder]
sys.modules["cap"] = package
before = set(sys.modules)
import importlib
for name in sys.argv[3:]:
    importlib.import_module("cap." + name)
from cap import bootstrap, state
bootstrap.start(state.Settings(out=sys.argv[2]))
try:
    1 / 0
except ZeroDivisionError as error:
    bootstrap.failed(error)
tops = {name.partition(".")[0] for name in set(sys.modules) - before} - {"cap"}
print(sorted(top for top in tops if top not in sys.stdlib_module_names and not top.startswith("_")))
"""


def _modules() -> list[str]:
    return sorted(path.stem for path in CAPTURE.glob("*.py") if path.stem != "__init__")


def test_every_import_is_of_the_standard_library_or_relative() -> None:
    for path in [*CAPTURE.glob("*.py"), *INJECT.glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            else:
                continue
            for name in names:
                top = name.partition(".")[0]
                assert top in sys.stdlib_module_names or top == "_dataflow_debugger_capture", (
                    f"{path}: {name}"
                )


def test_it_runs_without_site_and_without_any_package(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LOAD, str(CAPTURE), str(tmp_path / "out"), *_modules()],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout.strip() == "[]"
    written = next(tmp_path.glob("out.*"))
    assert json.loads(written.read_text())["exception"]["chain"][0]["type"] == "ZeroDivisionError"


def test_starting_costs_few_imports(tmp_path: Path) -> None:
    """A process that never meets DataFlow pays for these modules only."""
    code = "import sys; print(*sys.modules)"
    plain = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True
    ).stdout
    text = f"import sys; sys.path.insert(0, {str(INJECT)!r}); import sitecustomize; print(*sys.modules)"
    environment = {**os.environ, "DFDBG_OUT": str(tmp_path / "out")}
    captured = subprocess.run(
        [sys.executable, "-S", "-c", text], capture_output=True, text=True, check=True, env=environment
    ).stdout
    extra = set(captured.split()) - set(plain.split())
    allowed = {"sitecustomize", "atexit", "time", "importlib", "warnings", "os", "stat", "posixpath"}
    heavy = {name for name in extra if not name.startswith(("_", "importlib", "os.", "gen"))} - allowed
    assert heavy == set()


PROGRAM = """
from pathlib import Path
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'data.db'}")

@db.model
class User:
    id: str
    name: str

db.express_sync.create("User", {"id": "u1", "name": "Ada"})
wf = WorkflowBuilder()
wf.add_node("UserCreateNode", "one", {"id": "u2"})
with LocalRuntime() as runtime:
    runtime.execute(wf.build())
"""


@pytest.fixture(scope="session")
def old_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with an old DataFlow and nothing of ours; kept between runs of the suite."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "dataflow-debugger" / "test-envs"
    folder = cache / "kailash-dataflow-2.14.1"
    python = folder / "bin" / "python"
    if not python.exists():
        uv = Path(sys.executable).parent / "uv"
        packages = ["kailash-dataflow==2.14.1", "kailash==2.45.6", "aiosqlite"]
        for command in (
            [str(uv), "venv", "--quiet", "--python", sys.executable, str(folder)],
            [str(uv), "pip", "install", "--quiet", "--python", str(python), *packages],
        ):
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
            except (OSError, subprocess.TimeoutExpired) as error:
                pytest.skip(f"no environment with kailash-dataflow 2.14.1: {error}")
            if done.returncode:
                pytest.skip(f"no environment with kailash-dataflow 2.14.1: {done.stderr.strip()[-200:]}")
    return python


def test_a_program_in_another_environment_with_an_old_dataflow(tmp_path: Path, old_python: Path) -> None:
    command = [old_python, "-c", "import dataflow_debugger"]
    absent = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert absent.returncode == 1
    (tmp_path / "app.py").write_text(PROGRAM)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST"))}
    options = Options(
        python=str(old_python),
        cwd=tmp_path,
        env={**environment, "HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=120,
    )
    evidence = run(Target(program="app.py"), options).evidence
    assert evidence.environment.packages["kailash-dataflow"] == "2.14.1"
    assert evidence.exception is not None
    assert evidence.workflow is not None
    assert evidence.workflow.failed_node == "one"
    assert evidence.workflow.nodes[0].config == {"id": "<str:2>"}
    assert evidence.inspector is not None
    assert [model.name for model in evidence.inspector.models] == ["User"]
    apis = [call.api for call in evidence.calls]
    assert apis == [
        "dataflow.init",
        "dataflow.model",
        "express_sync.create",
        "builder.build",
        "runtime.execute",
    ]
    assert evidence.calls[2].ok
    assert evidence.inspector.databases[0].tables["users"].rows == 1


@pytest.mark.parametrize(
    ("target", "python", "words"),
    [
        (Target(program="none.py"), None, ["none.py", "does not exist"]),
        (Target(program="folder"), None, ["folder", "is a folder"]),
        (Target(program="binary"), None, ["binary", "not a Python program"]),
        (Target(module="no_such_module_at_all"), None, ["no_such_module_at_all", "-m"]),
        (Target(command=["no-such-command-at-all"]), None, ["no-such-command-at-all", "PATH"]),
        (Target(command=["./text"]), None, ["./text", "cannot be started"]),
        (Target(program="text"), "/no/such/python", ["/no/such/python", "does not exist"]),
        (Target(program="text"), "folder", ["folder", "bin/python"]),
        (Target(program="text"), "/bin/echo", ["/bin/echo", "not a Python interpreter"]),
    ],
)
def test_what_cannot_be_started_is_said_in_one_sentence(
    target: Target, python: str | None, words: list[str], tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(b"\x7fELF\0\0\1")
    (tmp_path / "text").write_text("print(1)\n")

    with pytest.raises(LaunchError) as raised:
        run(target, Options(cwd=tmp_path, python=str(tmp_path / python) if python == "folder" else python))
    message = str(raised.value)
    assert all(word in message for word in words)
    assert message.endswith(".")
    assert "\n" not in message


def test_an_interpreter_that_is_too_old_is_refused(tmp_path: Path) -> None:
    fake = tmp_path / "python"
    fake.write_text("#!/bin/sh\necho python 3 8\n")
    fake.chmod(0o755)
    (tmp_path / "app.py").write_text("print(1)\n")
    with pytest.raises(LaunchError, match=r"Python 3\.8; the debugger needs 3\.10"):
        run(Target(program="app.py"), Options(cwd=tmp_path, python=str(fake)))


def test_an_own_sitecustomize_still_runs(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "sitecustomize.py").write_text("import builtins\nbuiltins.from_site = __file__\n")
    (tmp_path / "app.py").write_text("import sitecustomize\nassert from_site == sitecustomize.__file__\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "lib")}
    assert (
        run(Target(program="app.py"), Options(cwd=tmp_path, env=environment)).evidence.program.exit_code == 0
    )
