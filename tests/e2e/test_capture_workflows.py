"""What the evidence says of workflows, calls and databases: each test runs a program and reads it."""

from __future__ import annotations

from pathlib import Path

from captured_runs import HEAD, chain, dataflow, launch, line


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
