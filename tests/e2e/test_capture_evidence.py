"""What the evidence of real programs says: each test runs a program and reads what capture wrote."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from dataflow_debugger.agent.evidence import Evidence, ExceptionInfo
from dataflow_debugger.agent.launch import Options, Outcome, Target, run, start

HEAD = """
import asyncio, sys
from pathlib import Path
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.runtime.async_local import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'data.db'}")

@db.model
class User:
    id: str
    name: str
    password: str = "n0t-for-you"
    age: int = 0
"""


def environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST", "COV_"))}
    return {**kept, "HOME": str(folder)}


def launch(folder: Path, text: str, target: Target | None = None, **options: object) -> Outcome:
    """Runs app.py of `text` in `folder`."""
    (folder / "app.py").write_text(textwrap.dedent(text))
    settings = Options(
        cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options
    )
    return run(target or Target(program="app.py"), settings)


def dataflow(folder: Path, text: str, **options: object) -> Evidence:
    return launch(folder, HEAD + textwrap.dedent(text), **options).evidence


def chain(evidence: Evidence) -> list[ExceptionInfo]:
    assert evidence.exception is not None
    return evidence.exception.chain


def line(folder: Path, part: str) -> int:
    lines = (folder / "app.py").read_text().splitlines()
    return next(number for number, text in enumerate(lines, 1) if part in text)


def test_a_workflow_that_raises(tmp_path: Path) -> None:
    evidence = dataflow(
        tmp_path,
        """
        wf = WorkflowBuilder()
        wf.add_node("UserCreateNode", "first", {"id": "u1", "name": "Ada"})
        wf.add_node("UserCreateNode", "second", {"data": {"id": "u2", "name": "Bo"}})
        wf.add_connection("first", "id", "second", "name")
        with LocalRuntime() as runtime:
            runtime.execute(wf.build(), parameters={"first": {"age": 3}})
        """,
    )
    first = chain(evidence)[0]
    assert first.type.startswith("kailash.sdk_exceptions.")
    assert first.relation == "outer"
    frame = first.frames[0]
    assert (frame.file, frame.line, frame.user) == ("app.py", line(tmp_path, "runtime.execute"), True)
    assert [text for _, text in frame.code if "runtime.execute" in text]
    assert frame.locals["db"] == "<DataFlow>"
    assert all(f.file.startswith(("site-packages/", "lib/python")) and not f.user for f in first.frames[1:])
    workflow = evidence.workflow
    assert workflow is not None
    assert workflow.source == "live"
    assert workflow.failed_node == "second"
    assert [(n.id, n.type) for n in workflow.nodes] == [
        ("first", "UserCreateNode"),
        ("second", "UserCreateNode"),
    ]
    assert workflow.nodes[1].config["data"] == {"id": "<str:2>", "name": "<str:2>"}
    link = workflow.connections[0]
    assert (link.source, link.output, link.target, link.input) == ("first", "id", "second", "name")
    assert not workflow.outcomes["second"].ok
    model = evidence.inspector.models[0] if evidence.inspector else None
    assert model is not None
    assert (model.name, model.table) == ("User", "users")
    assert model.fields["name"].required
    assert model.fields["age"].default == 0
    assert model.fields["password"].type == "str"
    assert model.nodes["UserCreateNode"] == {"owner": 0}
    assert "n0t-for-you" not in evidence.model_dump_json()
    apis = [call.api for call in evidence.calls]
    assert apis == ["dataflow.init", "dataflow.model", "builder.build", "runtime.execute"]
    assert evidence.calls[3].args["nodes"] == {"first": "UserCreateNode", "second": "UserCreateNode"}
    assert evidence.calls[3].args["parameters"] == {"first": {"age": "<int>"}}
    assert evidence.calls[3].at == f"app.py:{frame.line}"
    assert evidence.program.exit_code == 1
    assert evidence.environment.packages["kailash-dataflow"]
    assert evidence.environment.database is not None
    assert evidence.environment.database.dialect == "sqlite"


def test_a_node_that_fails_without_raising(tmp_path: Path) -> None:
    evidence = dataflow(
        tmp_path,
        """
        wf = WorkflowBuilder()
        wf.add_node("UserReadNode", "read", {"id": "nobody"})
        wf.add_node("UserListNode", "list", {"filter": {"age": {"$gte": 3}}, "limit": 5, "order_by": ["-age"]})
        with LocalRuntime() as runtime:
            results, _ = runtime.execute(wf.build())
        """,
    )
    assert evidence.program.exit_code == 0
    assert evidence.workflow is not None
    assert evidence.workflow.failed_node == "read"
    outcome = evidence.workflow.outcomes["read"]
    assert not outcome.ok
    assert outcome.error
    assert evidence.workflow.outcomes["list"].ok
    config = evidence.workflow.nodes[1].config
    assert config["limit"] == 5
    assert config["order_by"] == ["-age"]
    assert config["filter"] == {"age": {"$gte": "<int>"}}
    call = evidence.calls[-1]
    assert (call.api, call.ok) == ("runtime.execute", False)


def test_express_calls_show_what_was_called_with_what(tmp_path: Path) -> None:
    evidence = dataflow(
        tmp_path,
        """
        db.express_sync.create("User", {"id": "u1", "name": "Ada"})
        def older(limit):
            return db.express_sync.list("User", {"age__gte": 20}, limit=limit)
        older(7)
        async def main():
            await db.express.update("User", "u1", {"age": 3})
            return await asyncio.gather(db.express.count("User"), db.express.read("User", "u1"))
        asyncio.run(main())
        """,
    )
    calls = {call.api: call for call in evidence.calls}
    assert list(calls)[2:] == [
        "express_sync.create", "express_sync.list", "express.update", "express.count", "express.read",
    ]  # fmt: skip
    listed = calls["express_sync.list"]
    assert listed.args == {"model": "User", "filter": {"age__gte": "<int>"}, "limit": 7}
    assert listed.result == []
    assert listed.at == f"app.py:{line(tmp_path, 'age__gte')}"
    assert (listed.instance, listed.in_loop, listed.awaited) == (0, False, None)
    update = calls["express.update"]
    assert (update.in_loop, update.awaited, update.ok) == (True, True, True)
    assert calls["express.count"].result == 1
    assert calls["express_sync.create"].row == update.row == calls["express.read"].row is not None
    assert listed.row is None
    times = [(call.start_ms, call.end_ms) for call in evidence.calls]
    assert all(start is not None and end is not None and start <= end for start, end in times)
    assert evidence.exception is None


def test_a_file_loaded_under_two_names_is_told(tmp_path: Path) -> None:
    (tmp_path / "user.py").write_text("import app\n")
    evidence = launch(tmp_path, "import user\n").evidence
    assert evidence.environment.model_dump()["module_copies"] == {"app.py": ["__main__", "app"]}


def test_a_call_that_fails_names_its_error(tmp_path: Path) -> None:
    evidence = dataflow(tmp_path, "db.express_sync.create('User', {'id': 'u1'})\n")
    call = evidence.calls[-1]
    assert not call.ok
    assert call.error
    assert call.error == f"{chain(evidence)[0].type.rpartition('.')[2]}: {chain(evidence)[0].message}"[:600]


def test_coroutines_that_nobody_awaits(tmp_path: Path) -> None:
    evidence = dataflow(
        tmp_path,
        """
        kept = db.express.count("User")
        def forget():
            db.express.create("User", {"id": "u1", "name": "Ada"})
        forget()
        """,
    )
    unawaited = [call for call in evidence.calls if call.awaited is False]
    assert [call.api for call in unawaited] == ["express.count", "express.create"]
    assert all(call.at for call in unawaited)
    texts = {warning.message for warning in evidence.warnings if warning.category == "RuntimeWarning"}
    assert texts == {
        "coroutine 'DataFlowExpress.create' was never awaited",
        "coroutine 'DataFlowExpress.count' was never awaited",
    }


def test_a_program_that_dies_before_it_builds_has_its_workflow_from_the_source(tmp_path: Path) -> None:
    evidence = dataflow(
        tmp_path,
        """
        def build():
            wf = WorkflowBuilder()
            wf.add_node("UserCreateNode", "first", {"id": "u1", "limit": 3})
            wf.add_connection("first", "id", "second", "name")
            return wf
        raise LookupError("before")
        """,
    )
    assert evidence.workflow is not None
    assert evidence.workflow.source == "static"
    assert evidence.workflow.nodes[0].config == {"id": "<str:2>", "limit": 3}
    assert evidence.workflow.connections[0].target == "second"


def test_a_builder_that_was_never_built_is_still_known(tmp_path: Path) -> None:
    evidence = dataflow(
        tmp_path,
        """
        wf = WorkflowBuilder()
        wf.add_node("UserListNode", "all", {})
        with LocalRuntime() as runtime:
            runtime.execute(wf)
        """,
    )
    assert evidence.workflow is not None
    assert [node.id for node in evidence.workflow.nodes] == ["all"]
    call = next(call for call in evidence.calls if call.api == "runtime.execute")
    assert call.args["workflow"] == "WorkflowBuilder"


def test_a_relative_url_leads_to_two_files(tmp_path: Path) -> None:
    text = HEAD.replace("f\"sqlite:///{Path(__file__).resolve().parent / 'data.db'}\"", "'sqlite:///shop.db'")
    evidence = launch(tmp_path, text + "db.express_sync.create('User', {'id': 'u', 'name': 'n'})\n").evidence
    assert evidence.inspector is not None
    files = {file.origin: file for file in evidence.inspector.databases}
    assert "users" in files["url:tables"].tables
    assert files["url:tables"].path == "shop.db"
    assert not Path("/shop.db").exists() or "url:queries" in files


def test_rows_and_columns_of_the_database_are_counted(tmp_path: Path) -> None:
    evidence = dataflow(tmp_path, "db.express_sync.create('User', {'id': 'u', 'name': 'n'})\n")
    assert evidence.inspector is not None
    table = evidence.inspector.databases[0].tables["users"]
    assert table.rows == 1
    assert table.columns["age"] == "INTEGER"


def test_options_and_several_instances(tmp_path: Path) -> None:
    evidence = dataflow(
        tmp_path,
        """
        other = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'other.db'}", multi_tenant=True,
                         auto_migrate=False, encryption_key="abc-123-def")
        other.express_sync
        """,
    )
    assert evidence.inspector is not None
    first, second = evidence.inspector.instances
    assert first.options["auto_migrate"] is True
    assert first.options["given"] == []
    assert second.options["auto_migrate"] is False
    assert second.options["multi_tenant"] is True
    assert second.options["given"] == ["auto_migrate", "encryption_key", "multi_tenant"]
    assert "abc-123-def" not in evidence.model_dump_json()


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


def test_chains_groups_notes_and_broken_objects(tmp_path: Path) -> None:
    evidence = launch(
        tmp_path,
        """
        class Odd(Exception):
            code = "E7"
            def __str__(self):
                raise RuntimeError("no text")
        class Bad:
            def __repr__(self):
                raise RuntimeError("no repr")
        def work():
            bad = Bad()
            try:
                try:
                    {}["a"]
                except KeyError as first:
                    raise Odd("x") from first
            except Odd as odd:
                error = ExceptionGroup("many", [odd, ValueError(2)])
                error.add_note("look here")
                raise error
        work()
        """,
    ).evidence
    found = [(item.type, item.relation) for item in chain(evidence)]
    assert found[0] == ("ExceptionGroup", "outer")
    assert ("__main__.Odd", "group") in found
    assert ("KeyError", "cause") in found
    assert ("ValueError", "group") in found
    assert chain(evidence)[0].notes == ["look here"]
    odd = next(item for item in chain(evidence) if item.type == "__main__.Odd")
    assert "__str__ raised RuntimeError" in odd.message
    assert odd.attributes["code"] == "E7"
    assert chain(evidence)[0].frames[-1].locals["bad"] == "<Bad>"


def test_a_syntax_error_names_its_place(tmp_path: Path) -> None:
    evidence = launch(tmp_path, "x = 1\ndef f(:\n").evidence
    error = chain(evidence)[0]
    assert error.type == "SyntaxError"
    assert error.attributes["lineno"] == 2
    assert evidence.source[0].file == "app.py"


def test_deep_recursion_keeps_both_ends(tmp_path: Path) -> None:
    evidence = launch(tmp_path, "def f(n):\n    return f(n + 1)\nf(0)\n").evidence
    frames = chain(evidence)[0].frames
    assert len(frames) == 30
    assert frames[0].function == "<module>"


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


def test_a_replaced_excepthook_does_not_hide_the_exception(tmp_path: Path) -> None:
    evidence = launch(
        tmp_path, "import sys\nsys.excepthook = lambda *a: None\nraise ValueError('x')\n"
    ).evidence
    assert [item.type for item in chain(evidence)] == ["ValueError"]


@pytest.mark.parametrize(
    "text",
    [
        "import threading\ndef f():\n    raise KeyError('w')\nt = threading.Thread(target=f)\n"
        "t.start()\nt.join()\n",
        "import multiprocessing as m\ndef f():\n    raise KeyError('w')\nif __name__ == '__main__':\n"
        "    p = m.get_context('spawn').Process(target=f)\n    p.start()\n    p.join()\n",
        "import multiprocessing as m\ndef f():\n    raise KeyError('w')\nif __name__ == '__main__':\n"
        "    p = m.get_context('fork').Process(target=f)\n    p.start()\n    p.join()\n",
        "import subprocess, sys\nsubprocess.run([sys.executable, '-c', '{}[\"w\"]'])\n",
        "class A:\n    def __del__(self):\n        raise KeyError('w')\nA()\n",
        "import asyncio\nasync def f():\n    raise KeyError('w')\nasync def main():\n    asyncio.create_task(f())\n"
        "    await asyncio.sleep(0.05)\nasyncio.run(main())\n",
    ],
    ids=["thread", "spawn", "fork", "subprocess", "del", "task"],
)
def test_exceptions_that_end_no_program_are_seen(tmp_path: Path, text: str) -> None:
    evidence = launch(tmp_path, text).evidence
    assert evidence.program.exit_code == 0
    assert chain(evidence)[0].type == "KeyError"


HANDLED = """
import sys, traceback
def work():
    raise LookupError("w")
try:
    work()
except LookupError as error:
    print(error)
    END
"""


@pytest.mark.parametrize(
    ("end", "relations"),
    [
        ("sys.exit(2)", ["outer"]),
        ("sys.exit(f'stopped: {error}')", ["outer"]),
        ("sys.exit(0)", None),
        ("traceback.print_exc()", ["logged"]),
        ("sys.exit(1)\nfinally:\n    import os; os._exit(0)", ["logged"]),
        ("pass", None),
    ],
)
def test_exceptions_the_program_handles(tmp_path: Path, end: str, relations: list[str] | None) -> None:
    evidence = launch(tmp_path, HANDLED.replace("END", end)).evidence
    found = None if evidence.exception is None else [item.relation for item in evidence.exception.chain]
    assert found == relations


def test_the_exception_of_the_main_thread_counts_most(tmp_path: Path) -> None:
    evidence = launch(
        tmp_path,
        """
        import threading
        def side():
            raise KeyError("side")
        thread = threading.Thread(target=side)
        thread.start()
        thread.join()
        raise ValueError("main")
        """,
    ).evidence
    assert [(i.type, i.relation) for i in chain(evidence)] == [
        ("ValueError", "outer"),
        ("KeyError", "logged"),
    ]


def test_unittest_gives_up_its_exceptions(tmp_path: Path) -> None:
    text = "import unittest\nclass T(unittest.TestCase):\n    def test_a(self):\n        {}['x']\nunittest.main()\n"
    evidence = launch(tmp_path, text).evidence
    assert chain(evidence)[0].type == "KeyError"
    assert evidence.program.exit_code == 1


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
