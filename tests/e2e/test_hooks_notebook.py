"""`%load_ext dataflow_debugger` in a real notebook and in a real IPython of the terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

MODELS = """\
from dataflow import DataFlow
from kailash.workflow.builder import WorkflowBuilder
from kailash.runtime.local import LocalRuntime
db = DataFlow("sqlite:///DATABASE")
@db.model
class Boat:
    id: str
    length: float"""
NESTED = """\
wf = WorkflowBuilder()
wf.add_node("BoatCreateNode", "<script>alert(1)</script>", {"data": {"id": "b", "length": 3.0}})
with LocalRuntime() as runtime:
    runtime.execute(wf.build())"""
NOT_AWAITED = """\
row = db.express.create("Boat", {"id": "c", "length": 2.0})
row["id"]"""
SILENT = """\
db.express_sync.create("Boat", {"id": "d", "length": 12.0})
long_ones = db.express_sync.list("Boat", {"length__gte": 10})"""
OWN = "def own():\n    return 1 / 0\nown()"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in (
        ("HOME", str(tmp_path)),
        ("IPYTHONDIR", str(tmp_path / "ipython")),
        ("PYTHONWARNINGS", "ignore"),
        ("DATAFLOW_DEBUG", "0"),
    ):
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def notebook(folder: Path, *sources: str) -> list[list[Any]]:
    """The outputs of each cell, after a real kernel has run them; what libraries log is left out."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    found = nbformat.v4.new_notebook(cells=cells)
    options: dict[str, Any] = {"timeout": 120, "allow_errors": True, "kernel_name": "python3"}
    NotebookClient(found, resources={"metadata": {"path": str(folder)}}, **options).execute()
    return [
        [one for one in cell.outputs if one.output_type != "stream" or "dataflow-debugger" in one.text]
        for cell in found.cells
    ]


def test_a_notebook(home: Path) -> None:
    models = MODELS.replace("DATABASE", str(home / "boats.db"))
    load, unload = "%load_ext dataflow_debugger", "%unload_ext dataflow_debugger"
    asked = "%debug_ai the list is empty"
    cells = (
        load,
        models,
        NESTED,
        NOT_AWAITED,
        "%debug_ai",
        OWN,
        SILENT,
        asked,
        "%debug_ai DFX9999",
        unload,
        OWN,
    )
    found = notebook(home, *cells)
    _, _, nested, later, again, own, silent, empty, unknown, _, plain = found

    error, shown = nested
    assert error.ename == "WorkflowValidationError"
    text, html = shown.data["text/plain"], shown.data["text/html"]
    assert "DFX201" in text
    assert "At: Cell [3], line 4" in text
    assert '+wf.add_node("BoatCreateNode", "<script>alert(1)</script>", {"id": "b", "length": 3.0})' in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script" not in html

    assert "DFX601" in later[1].data["text/plain"]
    assert "+row = await db.express.create" in later[1].data["text/plain"]
    assert "What shows it" in again[0].data["text/plain"]

    # Neither an own mistake nor a cell that works is explained; the cells that failed before do not count.
    assert [one.output_type for one in own] == ["error"]
    assert silent == []
    assert "DFX707" in empty[0].data["text/plain"]
    assert "There is no entry DFX9999" in unknown[0].text
    assert _bare(own[0].traceback) == _bare(plain[0].traceback)


def _bare(traceback: list[str]) -> list[str]:
    """A traceback without colours and the numbers of cells."""
    return [re.sub(r"\x1b\[[\d;]*m|In\[ ?\d+\]", "", line) for line in traceback]


def test_ipython_in_a_terminal(home: Path) -> None:
    (home / "boats.ipy").write_text(
        "%load_ext dataflow_debugger\n"
        f"get_ipython().run_cell({MODELS.replace('DATABASE', str(home / 'boats.db'))!r})\n"
        f"get_ipython().run_cell({NOT_AWAITED!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "IPython", "--no-banner", "--colors=NoColor", "boats.ipy"],
        cwd=home,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "TypeError: 'coroutine' object is not subscriptable" in done.stdout
    after = done.stdout.partition("TypeError: 'coroutine'")[2]
    # Here no event loop runs around the cell, as it does in a notebook.
    assert "DFX602" in after, done.stdout + done.stderr
    assert "<div" not in done.stdout
