"""At the end of a program that raised nothing: one short block, and none where the program sees to it itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAD = """\
import asyncio
import sys
from pathlib import Path

import dataflow_debugger

dataflow_debugger.install()
from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path('app.db').resolve()}")


@db.model
class User:
    id: str
    name: str


def run(kind, parameters):
    workflow = WorkflowBuilder()
    workflow.add_node(kind, "node", parameters)
    with LocalRuntime() as runtime:
        return runtime.execute(workflow.build())[0]


def bulk():
    workflow = WorkflowBuilder()
    workflow.add_node("UserBulkCreateNode", "node", {"data": [{"id": "u1", "name": "Bo"}]})
    return AsyncLocalRuntime().execute_workflow_async(workflow.build(), inputs={})


db.express_sync.create("User", {"id": "u1", "name": "Ada"})
WRONG = {"filter": {"id": "u1"}, "fields": {"nam": "Bo"}}
NOBODY = {"filter": {"id": "u9"}, "fields": {"name": "Bo"}}
"""
END = "db.close()\nprint('done')\n"
UNHANDLED = {
    "failed node": (
        'run("UserUpdateNode", WRONG)\n',
        "Node 'node' failed: NodeExecutionError: Database query failed",
    ),
    "success false": ("asyncio.run(bulk())\n", "Node 'node' failed: Bulk create operation failed"),
    "never awaited": ('db.express.count("User")\n', "was never awaited"),
    "no row": ('run("UserUpdateNode", NOBODY)\n', "The update of node 'node' met no row"),
}
# What one checks must not hide what another does not, so each kind of check stands beside the others' only
# where it reads other keys.
HANDLED = {
    "checks": """\
if run("UserUpdateNode", WRONG)["node"].get("failed"):
    print("the update failed")
if run("UserUpdateNode", NOBODY)["node"]["rows_affected"] == 0:
    print("no such user")
run("UserReadNode", {"id": "u9"})
forgotten = db.express.count("User")
forgotten.close()
""",
    "try": """\
try:
    asyncio.run(bulk())
    db.express_sync.create("User", {"id": "u1", "name": "Bo"})
except Exception as error:
    print("caught", type(error).__name__)
""",
}
ENDED = """\
try:
    db.express_sync.create("User", {"id": "u2", "nam": "Bo"})
except Exception as error:
    print("it did not work")
    sys.exit(3)
"""


def execute(folder: Path, body: str) -> subprocess.CompletedProcess[str]:
    (folder / "app.py").write_text(HEAD + body + END)
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DATAFLOW_DEBUG", "DFDBG_", "PYTHON"))}
    cache = os.environ.get("DATAFLOW_DEBUG_CACHE") or str(Path.home() / ".cache" / "dataflow-debugger")
    return subprocess.run(
        [sys.executable, "app.py"],
        cwd=folder,
        env={**clean, "HOME": str(folder), "DATAFLOW_DEBUG_CACHE": cache},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("name", UNHANDLED)
def test_what_nobody_looks_at_is_told_once(name: str, tmp_path: Path) -> None:
    body, said = UNHANDLED[name]
    done = execute(tmp_path, body)
    assert done.returncode == 0
    assert done.stdout == "done\n"
    assert done.stderr.count("DataFlow debug: ") == 1, done.stderr
    block = done.stderr[done.stderr.index("DataFlow debug: ") :]
    assert f"Nothing was raised: {said}" in block or said in block, block
    assert block.endswith("More: dataflow debug --ai --last\n")
    assert len(block.splitlines()) < 15
    assert len(list((tmp_path / ".dataflow" / "debug").glob("*.json"))) == 1


@pytest.mark.parametrize("name", HANDLED)
def test_what_the_program_handles_is_not_told(name: str, tmp_path: Path) -> None:
    done = execute(tmp_path, HANDLED[name])
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("done\n")
    assert "DataFlow debug" not in done.stderr, done.stderr
    assert not list((tmp_path / ".dataflow" / "debug").glob("*.json"))


def test_an_error_hidden_by_an_exit_status_is_told_when_its_cause_is_known(tmp_path: Path) -> None:
    done = execute(tmp_path, ENDED)
    assert done.returncode == 3
    assert done.stdout == "it did not work\n"
    assert done.stderr.count("DataFlow debug: ") == 1, done.stderr
    assert "[DFX" in done.stderr
