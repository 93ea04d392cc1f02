"""`pytest --dataflow-debug` in a real pytest: sections, summary, xdist, asyncio, and what it leaves alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SHOP = """\
import pytest
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    db = DataFlow(f"sqlite:///{tmp_path_factory.mktemp('d')}/shop.db")

    @db.model
    class Customer:
        id: str
        name: str

    @db.model
    class Order:
        id: str
        customer_id: str

    db.express_sync.create("Customer", {"id": "first", "name": "Ada"})
    yield db
    db.close()


def run(node, config, wire=None):
    workflow = WorkflowBuilder()
    workflow.add_node("CustomerCreateNode", "customer", {"id": node, "name": "Ada"})
    workflow.add_node("OrderCreateNode", "order", config)
    if wire:
        workflow.add_connection("customer", wire, "order", "customer_id")
    with LocalRuntime() as runtime:
        return runtime.execute(workflow.build())[0]


def test_works(db):
    assert run("a", {"id": "o1"}, "id")["order"]["customer_id"] == "a"


@pytest.mark.parametrize("number", [1, 2])
def test_wrong_output(db, number):
    run(f"b{number}", {"id": f"p{number}"}, "customer_id")


def test_expected_failure(db):
    with pytest.raises(Exception):
        run("c", {"data": {"id": "o3", "customer_id": "c"}})


def test_own_mistake_after_it(db):
    assert sum([1, 2]) == 4


@pytest.mark.xfail
def test_known(db):
    run("e", {"id": "o4"}, "customer_id")
"""
ASYNC = """\
import pytest
from dataflow import DataFlow

pytestmark = pytest.mark.asyncio


async def test_not_awaited(tmp_path):
    db = DataFlow(f"sqlite:///{tmp_path}/shop.db")

    @db.model
    class Customer:
        id: str
        name: str

    row = db.express.create("Customer", {"id": "a", "name": "x"})
    assert row["name"] == "x"
"""
BROKEN = "import dataflow.no_such_thing\n"


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """pytest in a process of its own, with a home of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "DATAFLOW_DEBUG", "DFDBG_"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *words],
        cwd=folder,
        env={**kept, "HOME": str(folder), "COLUMNS": "100", **environment},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "test_shop.py").write_text(SHOP)
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_default_fixture_loop_scope = function\n")
    return tmp_path


def sections(text: str) -> dict[str, str]:
    """The part of the output that belongs to each failing test."""
    parts = re.split(r"^_{3,} (.+?) _{3,}$", text.partition("= DataFlow: causes")[0], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_sections_and_summary(folder: Path) -> None:
    (folder / "test_broken.py").write_text(BROKEN)
    (folder / "test_later.py").write_text(ASYNC)
    before = {path.name for path in folder.iterdir()}

    done = run(folder, "--dataflow-debug", "--continue-on-collection-errors")

    assert done.returncode == 1, done.stdout + done.stderr
    found = sections(done.stdout)
    for number in (1, 2):
        section = found[f"test_wrong_output[{number}]"]
        assert "DataFlow diagnosis" in section
        assert "DFX315" in section
        assert f"dataflow debug --ai -- pytest 'test_shop.py::test_wrong_output[{number}]'" in section
    assert "DFX601" in found["test_not_awaited"]
    assert "row = await db.express.create" in found["test_not_awaited"]
    assert "DataFlow diagnosis" in found["ERROR collecting test_broken.py"]
    # What an earlier test did, and expected, is no evidence for this one.
    assert "DataFlow diagnosis" not in found["test_own_mistake_after_it"]
    summary = done.stdout.partition("= DataFlow: causes of 4 failing tests =")[2]
    assert re.search(r"^DFX315 .*\n +test_shop.py::test_wrong_output\[1\]\n +.*\[2\]\nDFX601 ", summary, re.M)
    assert "1 xfailed" in done.stdout
    left = {path.name for path in folder.iterdir()} - before
    assert not {name for name in left if "dataflow" in name.lower()}


def test_workers_of_xdist_record_and_one_tells(folder: Path) -> None:
    done = run(folder, "-n", "2", "-k", "wrong_output", "--tb=no", DATAFLOW_DEBUG="1")

    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout.count("= DataFlow: causes of 2 failing tests =") == 1
    summary = done.stdout.partition("= DataFlow: causes")[2]
    assert len(re.findall(r"^ +test_shop.py::test_wrong_output\[\d\]$", summary, re.M)) == 2


def test_nothing_is_loaded_when_off(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import sys\n\n\ndef test_it():\n"
        "    loaded = [name for name in sys.modules if name.startswith('dataflow_debugger')]\n"
        "    assert loaded == ['dataflow_debugger', 'dataflow_debugger.agent', 'dataflow_debugger.agent.hooks',"
        " 'dataflow_debugger.agent.hooks.pytest_plugin']\n"
    )
    assert run(tmp_path, "-p", "no:asyncio").returncode == 0
    # Under `dataflow debug --ai -- pytest` that command tells.
    assert run(tmp_path, "-p", "no:asyncio", DFDBG_OUT="x", DATAFLOW_DEBUG="1").returncode == 0
