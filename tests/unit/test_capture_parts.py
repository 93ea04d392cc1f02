"""The parts of capture that need no running program: results, sources, paths, weights, imports."""

from __future__ import annotations

import builtins
import json
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from dataflow_debugger.agent import gather
from dataflow_debugger.agent.capture import (
    databases,
    environment,
    exceptions,
    handed,
    paths,
    runs,
    state,
    static,
    workflow,
)
from dataflow_debugger.agent.capture.imports import (
    OWN_CODE,
    after_import,
    cut_own_frames,
    drop_own_frame,
    hidden,
)


@pytest.mark.parametrize(
    ("result", "ok", "error"),
    [
        ({"id": "u1"}, True, None),
        ({"success": True, "error": None}, True, None),
        ({"success": False, "error": "no table"}, False, "no table"),
        ({"failed": True, "error": "gone", "error_type": "X"}, False, "gone"),
        ({"error": "text only"}, False, "text only"),
        ({"success": True, "error": "a field of the user's"}, True, None),
        ({"_exception": KeyError("x")}, False, "KeyError: 'x'"),
        ({"updated": True, "rows_affected": 0}, True, None),
        ([1, 2], True, None),
        (None, True, None),
    ],
)
def test_whether_a_result_reports_a_failure(result: Any, ok: bool, error: str | None) -> None:
    outcome = runs.outcome(result, values=False)
    assert (outcome["ok"], outcome["error"]) == (ok, error)


def test_results_are_found_in_what_any_runtime_returns() -> None:
    assert runs.results_of(({"a": 1}, "run")) == {"a": 1}
    assert runs.results_of({"results": {"a": 1}, "errors": {}}) == {"a": 1}
    assert runs.results_of({"a": 1}) == {"a": 1}
    assert runs.results_of("text") is None


def test_a_workflow_is_read_from_the_source() -> None:
    text = (
        "wf.add_node('UserCreateNode', 'one', {'id': x, 'limit': 3, 'tags': ['a']})\n"
        "wf.add_node(node_type='UserReadNode', node_id='two')\n"
        "wf.add_connection('one', 'id', 'two', 'id')\n"
        "wf.add_node(kind, make_name())\n"
    )
    found = static.from_sources(["def broken(", text])
    assert found is not None
    assert found["nodes"] == [
        {"id": "one", "type": "UserCreateNode", "config": {"id": "<name>", "limit": 3, "tags": ["<str:1>"]}},
        {"id": "two", "type": "UserReadNode", "config": {}},
    ]
    assert found["connections"] == [{"source": "one", "output": "id", "target": "two", "input": "id"}]
    assert static.from_sources(["print(1)\n"]) is None


def test_paths_are_shown_relative_to_the_program_or_to_their_package(tmp_path: Path) -> None:
    shown = paths.Paths(str(tmp_path))
    assert shown.show(str(tmp_path / "a" / "b.py")) == "a/b.py"
    assert shown.show("/x/lib/python3.11/site-packages/dataflow/core.py") == "site-packages/dataflow/core.py"
    version = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}"
    assert shown.show(types.__file__) == f"{version}/types.py"
    assert shown.show("<string>") == "<string>"
    assert shown.show("asyncpg/protocol.pyx") == "asyncpg/protocol.pyx"


def test_whose_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("")
    assert paths.is_user(str(tmp_path / "app.py"))
    assert not paths.is_user(types.__file__)
    assert not paths.is_user(pytest.__file__)
    assert not paths.is_user("asyncpg/protocol.pyx")
    assert not paths.is_user("<frozen importlib._bootstrap>")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:///:memory:", []),
        ("sqlite:////var/x/app.db", [("/var/x/app.db", "url")]),
        ("sqlite:///app.db", [("CWD/app.db", "url:tables"), ("/app.db", "url:queries")]),
        ("app.db", [("CWD/app.db", "url")]),
        ("sqlite+aiosqlite:////var/x/app.db?timeout=3", [("/var/x/app.db", "url")]),
    ],
)
def test_where_a_sqlite_url_leads(url: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    found = databases.resolved(url)
    here = str(Path.cwd())
    assert [(path.replace(here, "CWD"), origin) for path, origin in found] == expected


@pytest.mark.parametrize(
    ("url", "dialect"),
    [
        ("postgres://a@b/c", "postgresql"),
        ("postgresql+asyncpg://a@b/c", "postgresql"),
        ("sqlite:///x.db", "sqlite"),
        ("x.db", "sqlite"),
        (":memory:", "sqlite"),
        ("mysql+aiomysql://a@b/c", "mysql"),
        ("mongodb://a/b", "mongodb"),
        ("nonsense", None),
    ],
)
def test_dialects(url: str, dialect: str | None) -> None:
    assert environment.dialect(url) == dialect


def test_the_versions_of_packages_are_found() -> None:
    found = environment.packages()
    assert found["pytest"] == pytest.__version__
    assert "kailash-dataflow" in found


def test_the_main_process_and_exceptions_weigh_most() -> None:
    uncaught = {"exception": {"chain": [{"relation": "outer"}]}}
    logged = {"exception": {"chain": [{"relation": "logged"}]}}
    silent = {"calls": [{"ok": False}]}
    calls = {"calls": [{"ok": True}]}
    order = [
        gather.weight(uncaught, main=True),
        gather.weight(uncaught, main=False),
        gather.weight(silent, main=True),
        gather.weight(silent, main=False),
        gather.weight(logged, main=True),
        gather.weight(logged, main=False),
        gather.weight(calls, main=True),
        gather.weight(calls, main=False),
        gather.weight({}, main=False),
    ]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == len(order)


def test_the_chain_walks_causes_contexts_and_groups_and_leaves_the_probe_out() -> None:
    def build() -> BaseException:
        try:
            try:
                try:
                    raise RuntimeError("no running event loop")
                except RuntimeError:
                    raise KeyError("driver")  # noqa: B904
            except KeyError as driver:
                group = builtins.ExceptionGroup("both", [OSError("one"), ValueError("two")])
                raise TypeError("wrapper") from group if driver else None
        except TypeError as error:
            return error

    found = [(type(item).__name__, relation) for item, relation in exceptions.walk(build())]
    assert found == [
        ("TypeError", "outer"),
        ("ExceptionGroup", "cause"),
        ("OSError", "group"),
        ("ValueError", "group"),
        ("KeyError", "context"),
    ]


def test_wrappers_vanish_from_tracebacks() -> None:
    def fail() -> None:
        raise KeyError("x")

    def wrapper() -> None:
        try:
            fail()
        except KeyError as error:
            drop_own_frame(error)
            raise

    hidden(wrapper)
    with pytest.raises(KeyError) as raised:
        wrapper()
    cut_own_frames(raised.value)
    names = [entry.name for entry in raised.traceback]
    assert "fail" in names
    trace = raised.value.__traceback__
    while trace is not None:
        assert trace.tb_frame.f_code not in OWN_CODE
        trace = trace.tb_next


def test_callbacks_run_after_the_import_and_leave_the_loader_alone(tmp_path: Path) -> None:
    (tmp_path / "dfdbg_sample.py").write_text("value = 1\n")
    seen: list[Any] = []
    before = list(sys.meta_path)
    sys.path.insert(0, str(tmp_path))
    try:
        after_import({"dfdbg_sample": lambda module: seen.append(module.value), "types": seen.append})
        assert seen == [types]
        module = __import__("dfdbg_sample")
    finally:
        sys.path.remove(str(tmp_path))
        sys.meta_path[:] = before
        sys.modules.pop("dfdbg_sample", None)
    assert seen == [types, 1]
    assert "exec_module" not in vars(module.__spec__.loader)


def test_what_workers_called_is_joined_without_their_own_counts(tmp_path):
    def written(pid, data):
        (tmp_path / f"out.{pid}").write_text(json.dumps(data), encoding="utf-8")

    uncaught = {"chain": [{"type": "TypeError", "relation": "outer"}]}
    call = {"api": "express_sync.read", "args": {"id": "<str:1>"}, "row": "1", "start_ms": 3.0, "ok": True}
    written(1, {"exception": uncaught, "calls": [], "source": [{"file": "app.py", "text": ""}]})
    other = [{"file": "app.py", "text": ""}, {"file": "work.py", "text": ""}]
    written(2, {"calls": [{"api": "dataflow.init", "ok": True}, call], "source": other})
    data = gather.evidence(tmp_path / "out", 1, ["python"], tmp_path, None, succeeded=False)
    assert data["calls"] == [{**call, "row": None, "start_ms": None}]
    assert [item["file"] for item in data["source"]] == ["app.py", "work.py"]


def test_rows_that_are_handed_out_again_tell_what_was_changed_in_them() -> None:
    kept = handed.Handed()
    rows = [{"id": 1, "tags": ["a"]}, {"id": 2, "tags": []}]
    assert kept.altered(rows) == []
    assert kept.altered([dict(row) for row in rows]) == []
    rows[0]["tags"].append("b")
    rows[1]["label"] = "x"
    rows.reverse()
    assert kept.altered(rows) == [handed.ROWS, "+label", "tags"]
    assert kept.altered(rows[1]) == ["tags"], "against what was there at first, however often it is read"


def test_keys_that_a_call_puts_into_its_arguments_are_told() -> None:
    where, rest = {"a": 1}, {"b": 2}
    given = handed.keys_of({"filter": where, "data": rest, "limit": 3})
    where["deleted_at"] = None
    assert handed.added(given) == {"filter": ["deleted_at"]}


def test_workflows_that_ran_before_the_shown_one_are_kept_once() -> None:
    def ran(node: str, ok: bool = True) -> state.Run:
        run = state.Run(None, {"nodes": [{"id": node, "type": "UserReadNode", "config": {}}]}, None)
        run.outcomes = {node: {"ok": ok, "error": None, "result_shape": {"id": "<str:2>"}}}
        return run

    now = state.State(state.Settings(out=""))
    now.runs = [ran("a"), ran("b"), ran("broken", ok=False), ran("b"), ran("shown")]
    kept = workflow.earlier(now, workflow.of_run(now.runs[-1]))
    assert [one["nodes"][0]["id"] for one in kept] == ["b", "a"]
