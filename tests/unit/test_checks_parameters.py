"""Checks of filters and of node and Express parameters."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_samples import call, graph, models, raised, view

from dataflow_debugger.agent.checks import Answer, run


def listed(filter: dict[str, Any], source: str = "") -> Any:
    return view(
        inspector=models(),
        source=source or "db.express_sync.list('User', {})\n",
        calls=[call("express_sync.list", args={"model": "User", "filter": filter}, result=[])],
    )


@pytest.mark.parametrize(
    ("key", "kind", "to", "operator"),
    [
        ("age__lte", "lookup", "age", "$lte"),
        ("ag__gt", "lookup", "age", "$gt"),
        ("$gt", "operator", None, "$gt"),
        ("$or", "logical", None, "$or"),
        ("name.first", "path", "name", None),
        ("emial", "misspelt", "email", None),
        ("colour", "unknown", None, None),
    ],
)
def test_filter_key_not_a_field(key: str, kind: str, to: str | None, operator: str | None) -> None:
    found = run(listed({key: "<int>"}), "filter_key_not_a_field", {})
    assert found.holds
    assert (found.bindings["kind"], found.bindings["to"], found.bindings["operator"]) == (kind, to, operator)
    assert found.bindings["key"] == key


@pytest.mark.parametrize("key", ["age", "id", "created_at", "tenant_id"])
def test_filter_by_a_field_or_a_column_is_right(key: str) -> None:
    assert run(listed({key: "<int>"}), "filter_key_not_a_field", {}).answer is Answer.FAILS


def test_columns_of_the_table_count_as_fields() -> None:
    tables = {"users": {"columns": {"id": "TEXT", "legacy": "TEXT"}}}
    seen = view(
        inspector=models(databases=[{"path": "app.db", "tables": tables}]),
        calls=[call("express.list", args={"model": "User", "filter": {"legacy": "<int>"}})],
    )
    assert run(seen, "filter_key_not_a_field", {}).answer is Answer.FAILS


def test_filter_claim_has_the_users_value_and_line() -> None:
    source = "limit = 20\nrows = db.express_sync.list('User', {'age__lte': limit})\n"
    seen = view(
        inspector=models(),
        source=source,
        calls=[call("express_sync.list", 2, args={"model": "User", "filter": {"age__lte": "<int>"}})],
    )
    (claim,) = run(seen, "filter_key_not_a_field", {"kinds": ["lookup"]}).claims
    assert (claim.file, claim.line, claim.value) == ("app.py", 2, "limit")


@pytest.mark.parametrize(
    ("filter", "kind", "to"),
    [
        ({"age": {"gte": "<int>"}}, "no_dollar", "$gte"),
        ({"age": {"$between": ["<int>"]}}, "unknown", None),
        ({"age": {"$neq": "<int>"}}, "unknown", "$ne"),
    ],
)
def test_filter_operator_unknown(filter: dict[str, Any], kind: str, to: str | None) -> None:
    found = run(listed(filter), "filter_operator_unknown", {})
    assert (found.bindings["kind"], found.bindings["to"]) == (kind, to)


def test_like_works_in_express_and_not_in_a_node() -> None:
    filter = {"name": {"$like": "<str:2>"}}
    assert run(listed(filter), "filter_operator_unknown", {}).answer is Answer.FAILS
    node = view(inspector=models(), workflow=graph({"l": ("UserListNode", {"filter": filter})}))
    assert run(node, "filter_operator_unknown", {}).bindings["kind"] == "node_only"


@pytest.mark.parametrize(
    ("form", "value"),
    [("list_without_in", ["<int>"]), ("scalar_under_in", {"$in": "<int>"}), ("none", "<None>")],
)
def test_filter_value_form(form: str, value: Any) -> None:
    assert run(listed({"age": value}), "filter_value_form", {"form": form}).bindings["field"] == "age"
    assert run(listed({"age": "<int>"}), "filter_value_form", {"form": form}).answer is Answer.FAILS


def node(kind: str, config: dict[str, Any], ok: bool = True, source: str = "") -> Any:
    outcomes = {} if ok else {"n": {"ok": False, "error": "refused"}}
    return view(
        inspector=models(), source=source or f"wf.add_node('{kind}', 'n', config)\n",
        workflow=graph({"n": (kind, config)}, outcomes=outcomes),
    )  # fmt: skip


def test_record_under_a_key() -> None:
    seen = node("UserCreateNode", {"data": {"name": "<str:1>", "email": "<str:1>"}})
    found = run(seen, "node_param_nested_under_key", {"key": "data", "node": "*CreateNode"})
    assert found.bindings["key"] == "data"
    assert found.bindings["fields"] == ["name", "email"]
    assert run(seen, "config_key_not_a_field", {}).answer is Answer.FAILS


def test_a_dict_field_is_not_a_record_under_a_key() -> None:
    seen = node("UserCreateNode", {"name": "<str:1>", "tags": {"name": "<str:1>"}})
    assert run(seen, "node_param_nested_under_key", {}).answer is Answer.FAILS


def test_misspelt_key_names_the_field_that_lacks() -> None:
    source = "wf.add_node('UserCreateNode', 'n', {'name': 'x', 'emial': 'y'})\n"
    seen = node("UserCreateNode", {"name": "<str:1>", "emial": "<str:1>"}, source=source)
    found = run(seen, "config_key_not_a_field", {"kinds": ["misspelt"]})
    assert (found.bindings["key"], found.bindings["to"], found.bindings["line"]) == ("emial", "email", 1)


def test_auto_managed_key() -> None:
    seen = node("UserUpdateNode", {"filter": {"id": "<int>"}, "fields": {"updated_at": "<str:9>"}})
    assert run(seen, "config_key_not_a_field", {"kinds": ["auto_managed"]}).bindings["key"] == "updated_at"


def test_missing_fields_from_the_message() -> None:
    text = "Node 'n' missing required inputs: ['name', 'email']. Provide"
    seen = view(
        exception={"chain": [{"type": "X", "message": text}]},
        workflow=graph({"n": ("UserCreateNode", {"id": "<str:1>"})}),
    )
    assert run(seen, "missing_required_fields", {}).bindings["fields"] == ["name", "email"]


def test_missing_fields_of_a_failed_express_create() -> None:
    args = {"model": "User", "data": {"name": "<str:1>"}}
    seen = view(inspector=models(), calls=[call("express.create", args=args, ok=False, error="x")])
    assert run(seen, "missing_required_fields", {}).bindings["fields"] == ["email"]


def test_flat_fields_where_a_filter_is_wanted() -> None:
    found = run(
        node("UserListNode", {"age": "<int>", "filter": {}}), "node_params_flat_where_nested_wanted", {}
    )
    assert (found.bindings["keys"], found.bindings["under"]) == (["age"], "filter")
    right = node("UserListNode", {"filter": {"age": "<int>"}})
    assert run(right, "node_params_flat_where_nested_wanted", {}).answer is Answer.FAILS


@pytest.mark.parametrize(
    ("kind", "key", "to"), [("UserListNode", "filters", "filter"), ("UserBulkCreateNode", "records", "data")]
)
def test_unknown_parameter(kind: str, key: str, to: str) -> None:
    found = run(node(kind, {key: ["<int>"]}), "node_parameter_unknown", {"misspelt": True})
    assert (found.bindings["key"], found.bindings["to"]) == (key, to)


def test_value_of_another_type() -> None:
    seen = node("UserCreateNode", {"name": "<str:1>", "age": "<str:3>"})
    found = run(seen, "field_value_type_mismatch", {})
    assert (found.bindings["field"], found.bindings["expected"], found.bindings["actual"]) == (
        "age",
        "int",
        "str",
    )
    assert (
        run(node("UserCreateNode", {"age": "<None>"}), "field_value_type_mismatch", {}).answer is Answer.FAILS
    )


@pytest.mark.parametrize(
    ("wrong", "kind", "to"),
    [
        ("UserFindNode", "operation", None),
        ("UserBulkInsertNode", "operation", "UserBulkCreateNode"),
        ("UsersCreateNode", "misspelt", "UserCreateNode"),
        ("OrderCreateNode", "model", None),
        ("CreateUserNode", "misspelt", "UserCreateNode"),
    ],
)
def test_unknown_node_type(wrong: str, kind: str, to: str | None) -> None:
    message = f"Failed to add node 'l': Node '{wrong}' not found in registry. Available nodes: AggregateNode"
    seen = view(exception={"chain": [{"type": "X", "message": message}]}, inspector=models())
    found = run(seen, "unknown_node_type", {})
    assert found.bindings["kind"] == kind
    if to is not None:
        assert found.bindings["to"] == to


def test_id_and_type_in_the_wrong_order() -> None:
    message = "Failed to add node 'UserCreateNode' to workflow: Node 'save' not found in registry."
    seen = view(exception={"chain": [{"type": "X", "message": message}]}, inspector=models())
    found = run(seen, "unknown_node_type", {"kinds": ["swapped"]})
    assert (found.bindings["key"], found.bindings["to"]) == ("save", "UserCreateNode")


def test_update_by_another_field_than_the_id() -> None:
    seen = node("UserUpdateNode", {"filter": {"email": "<str:3>"}, "fields": {}, "conditions": {}}, ok=False)
    found = run(seen, "single_record_node_without_id", {"has_filter": True})
    assert (found.bindings["to"], found.bindings["keys"]) == ("UserBulkUpdateNode", ["email"])
    told = node("UserUpdateNode", {"filter": {"id": "<str:3>"}}, ok=False)
    assert run(told, "single_record_node_without_id", {}).answer is Answer.FAILS


@pytest.mark.parametrize(
    ("key", "result", "answer"),
    [
        ("email", [], Answer.HOLDS),
        ("email", [{"id": "<str:1>", "rows_affected": 0, "updated": True}], Answer.HOLDS),
        ("email", [{"id": "<str:1>", "email": "<str:5>"}], Answer.FAILS),
        ("number", [], Answer.FAILS),
        ("id", [], Answer.FAILS),
    ],
)
def test_a_bulk_update_takes_another_field_for_the_id(key: str, result: Any, answer: Answer) -> None:
    args = {"model": "User", "records": [{key: "<str:5>", "age": "<int>"}], "key_field": key}
    seen = view(inspector=models(), calls=[call("express.bulk_update", args=args, result=result)])
    assert run(seen, "bulk_update_key_field", {}).answer is answer
    assert run(seen, "bulk_update_records_without", {}).answer is Answer.FAILS


@pytest.mark.parametrize(("given", "answer"), [("name", Answer.FAILS), ("'Bo'", Answer.HOLDS)])
def test_an_upsert_that_updates_to_something_else_than_it_creates(given: str, answer: Answer) -> None:
    source = f"x.upsert_advanced('User', w, create={{'name': name}}, update={{'name': {given}}})\n"
    args = {"model": "User", "where": {}, "create": {"name": "<str:2>"}, "update": {"name": "<str:2>"}}
    seen = view(inspector=models(), source=source, calls=[call("express_sync.upsert_advanced", args=args)])
    assert run(seen, "upsert_update_differs", {}).answer is answer


@pytest.mark.parametrize(("key", "answer"), [("age", Answer.HOLDS), ("colour", Answer.FAILS)])
def test_a_field_is_read_from_the_row_count_of_an_upsert(key: str, answer: Answer) -> None:
    result = {"created": False, "action": "updated", "record": {"rows_affected": 1}}
    seen = view(
        inspector=models(),
        exception=raised("builtins.KeyError", f"'{key}'"),
        calls=[call("express.upsert_advanced", args={"model": "User"}, result=result)],
    )
    assert run(seen, "upserted_record_is_count", {}).answer is answer


@pytest.mark.parametrize(
    ("shape", "config", "item"),
    [
        ([{"id": "<str:1>"}], {}, "record"),
        (["<str:1>"], {"filter": {}}, "value"),
        (["<str:1>"], {"filter": {"age": 1}}, None),
        ("<int>", {}, None),
    ],
)
def test_what_a_connection_brings_under_the_wrong_name(shape, config, item):
    wire = {"source": "c", "output": "result", "target": "d", "input": "data"}
    parts = graph(
        {"c": ("PythonCodeNode", {}), "d": ("UserBulkDeleteNode", config)},
        connections=[wire],
        outcomes={"c": {"ok": True, "result_shape": {"result": shape}}},
    )
    asked = {"wanted": "filter", "names": ["data"], "shape": r"^\[", "connected": True}
    found = run(view(inspector=models(), workflow=parts), "parameter_misnamed", asked)
    assert found.bindings.get("item") == item
    assert not run(view(workflow=parts), "parameter_misnamed", {**asked, "connected": False}).holds


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("db.express.update('User', key, row)\n", Answer.HOLDS),
        ("row['created_at'] = then\ndb.express.update('User', key, row)\n", Answer.FAILS),
        ("row = dict(row, created_at=then)\ndb.express.update('User', key, row)\n", Answer.FAILS),
    ],
)
def test_times_that_come_along_with_a_record_are_not_meant(source: str, answer: Answer) -> None:
    row = {"name": "<str:2>", "created_at": "<str:19>", "updated_at": "<str:19>", "found": "<bool>"}
    args = {"model": "User", "id": "<str:1>", "fields": row}
    line = source.count("\n")
    seen = view(inspector=models(), source=source, calls=[call("express.update", line, args=args)])
    assert run(seen, "managed_times_come_along", {}).answer is answer
    assert run(seen, "found_written_back", {}).bindings["line"] == line


@pytest.mark.parametrize(
    ("config", "under", "beside"),
    [
        ({"filter": {"id": 1, "age": 2}}, "filter", None),
        ({"conditions": {"id": 1, "age": 2}}, "conditions", None),
        ({"id": 1, "filter": {"age": 2}}, "filter", "id"),
        ({"filter": {"age": 2}}, None, None),
        ({"id": 1, "fields": {"age": 2}}, None, None),
    ],
)
def test_conditions_beside_the_id(config, under, beside):
    seen = view(inspector=models(), workflow=graph({"u": ("UserUpdateNode", config)}))
    found = run(seen, "update_narrowed_beside_id", {}).bindings
    assert (found.get("under"), found.get("id_key")) == (under, beside)


@pytest.mark.parametrize(
    ("args", "form"),
    [
        ({"records": {"name": "<str:1>"}, "key_field": {"age": "<int>"}}, "filter"),
        ({"records": {}, "key_field": {"age": "<int>"}}, "filter"),
        ({"where": {"name": "<str:1>"}, "data": {"age": "<int>"}}, "filter"),
        ({"records": ["<str:1>", "<str:1>"], "key_field": {"age": "<int>"}}, "ids"),
        ({"records": "<str:1>", "key_field": {"age": "<int>"}}, "id"),
        ({"records": {"id": "<str:1>", "age": "<int>"}}, "record"),
        ({"records": {"u1": {"age": "<int>"}}}, "by_id"),
        ({"records": [{"id": "<str:1>", "age": "<int>"}]}, None),
        ({"records": [{"id": "<str:1>", "age": "<int>"}], "key_field": "id"}, None),
        ({"records": {}}, None),
    ],
)
def test_what_a_bulk_update_gets_for_records(args: dict[str, Any], form: str | None) -> None:
    made = call("express_sync.bulk_update", args={"model": "User", **args}, result=[])
    evidence = view(inspector=models(), calls=[made])
    assert run(evidence, "express_bulk_update_not_records", {}).bindings.get("form") == form
    assert not run(evidence, "bulk_update_key_field", {}).holds


def test_every_field_that_a_node_takes_for_metadata() -> None:
    told = (
        "Failed to add node 'add' to workflow: Invalid node metadata: 2 validation errors for NodeMetadata\n"
        "author\n  Input should be a valid string [type=string_type, input_value={'n': 1}, input_type=dict]\n"
        "tags\n  Input should be a valid set [type=set_type, input_value='x', input_type=str]\n"
    )
    source = 'wf.add_node("UserCreateNode", "add", record)\n'
    evidence = view(
        inspector=models(), source=source, exception=raised("kailash.WorkflowValidationError", told)
    )
    found = run(evidence, "node_metadata_refused", {})
    assert (found.bindings["field"], found.bindings["model"]) == ("author", "User")
    assert [one["field"] for one in found.bindings["elsewhere"]] == ["tags"]
