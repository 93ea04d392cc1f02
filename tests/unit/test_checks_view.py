"""The view over evidence: indexes, sources, literal values, what an expression held."""

from __future__ import annotations

import ast

from evidence_samples import call, graph, models, raised, view

from dataflow_debugger.agent.checks import literals, names, shapes
from dataflow_debugger.agent.checks.payloads import fields_of, payloads
from dataflow_debugger.agent.checks.values import evaluate
from dataflow_debugger.agent.checks.view import View

APP = """
    from dataflow import DataFlow
    payload = {"id": "1", "name": "x"}
    payload["email"] = "e"

    def build():
        wf = WorkflowBuilder()
        for i in range(3):
            wf.add_node("UserCreateNode", f"add_{i}", {**payload, "age": i})
        wf.add_node("UserListNode", "all", {"filter": {"age": {"$gte": 1}}})
        wf.add_connection("add_0", "id", "all", "filter")
        return wf.build()

    results, run_id = runtime.execute(build())
    total = sum(row["age"] for row in results["all"]["records"])
    row = db.express_sync.read("User", "1")
"""


def test_noise_is_left_out_of_the_chain() -> None:
    chain = [
        {"type": "kailash.X", "message": "\x1b[91mred\x1b[0m"},
        {"type": "RuntimeError", "message": "no running event loop", "relation": "context"},
        {"type": "sqlite3.OperationalError", "message": "no", "relation": "logged"},
    ]
    seen = view(exception={"chain": chain})
    assert [one.message for one in seen.chain] == ["red", "no"]
    assert seen.root is not None and seen.root is seen.innermost


def test_deepest_user_frame_and_its_statement() -> None:
    seen = view(exception=raised("KeyError", "'x'", line=14), source=APP)
    assert seen.user_frame is not None and seen.user_frame.line == 14
    assert seen.failing_statement is not None
    assert seen.failing_statement[0].segment(seen.failing_statement[1]).startswith("total = sum")


def test_a_file_is_found_by_the_end_of_its_path() -> None:
    seen = view(source={"src/app.py": "x = 1"})
    assert seen.source("/srv/project/src/app.py") is not None
    assert seen.source("other.py") is None


def test_generated_types_are_taken_apart() -> None:
    assert names.generated("UserBulkCreateNode") == names.Generated("User", "bulk_create")
    assert names.generated("kailash.nodes.UserListNode") == names.Generated("User", "list")
    assert names.generated("Node") is None
    assert names.node_type("User", "bulk_update") == "UserBulkUpdateNode"


def test_registered_models_decide_how_a_type_is_taken_apart() -> None:
    assert view(inspector=models("UserBulk")).generated("UserBulkCreateNode") == names.Generated(
        "UserBulk", "create"
    )


def test_nearest() -> None:
    assert names.nearest("fullName", ["full_name", "name"]) == "full_name"
    assert names.nearest("emial", ["email", "age"]) == "email"
    assert names.nearest("zzz", ["email"]) is None


def test_unknown_outputs_are_read_from_the_log() -> None:
    message = "Source output 'user_id' not found in node 'c'. Available outputs: ['id', 'name']"
    seen = view(logs=[{"level": "WARNING", "message": message}] * 2)
    (one,) = seen.unknown_outputs
    assert (one.node, one.output, one.available) == ("c", "user_id", ("id", "name"))


def test_sites_of_a_node_follow_f_strings() -> None:
    seen = view(source=APP)
    (site,) = seen.sites_of_node("add_2")
    assert site.line == 8
    assert seen.place_of_node("all") == ("app.py", 9)
    assert seen.place_of_node("none") == (None, None)


def test_items_follow_names_spreads_and_later_assignments() -> None:
    seen = view(source=APP)
    (site,) = seen.sites_of_node("add_2")
    assert [item.key for item in site.items(seen.sources) or []] == ["id", "name", "email", "age"]


def test_connection_place() -> None:
    assert view(source=APP).place_of_connection(source="add_0", output="id") == ("app.py", 10)


def test_dialect_and_versions() -> None:
    seen = view(
        inspector=models(url="postgresql://u:***@h/db"),
        environment={"packages": {"kailash-dataflow": "2.14.1"}},
    )
    assert seen.dialect == "postgresql"
    assert seen.version("Kailash_DataFlow") == "2.14.1"
    assert seen.version_in("kailash-dataflow", "<2.14.2") is True
    assert seen.version_in("kailash", "<3") is None


def _value(seen: View, expression: str) -> object:
    source = seen.sources["app.py"]
    node = next(n for n in source.nodes if isinstance(n, ast.expr) and source.segment(n) == expression)
    return evaluate(seen, node, source)


def test_evaluate_follows_results() -> None:
    results = {"all": {"records": [{"age": "<int>"}], "count": 1}}
    seen = view(
        source=APP, workflow=graph({}),
        calls=[call("runtime.execute", 13, result=results)],
    )  # fmt: skip
    row = _value(seen, "row")
    assert getattr(row, "kind", None) == "part"
    assert shapes.keys(getattr(row, "shape", None)) == ["age"]
    assert getattr(_value(seen, 'results["all"]'), "node", None) == "all"


def test_payloads_of_nodes_and_calls() -> None:
    seen = view(
        source=APP, inspector=models(),
        workflow=graph({"all": ("UserListNode", {"filter": {"age": {"$gte": "<int>"}}, "limit": 10})}),
        calls=[call("express_sync.create", 3, args={"model": "User", "data": {"id": "<str:1>"}})],
    )  # fmt: skip
    found = [(one.operation, one.role, list(one.keys), one.line) for one in payloads(seen)]
    assert ("create", "fields", ["id"], 3) in found
    assert ("list", "filter", ["age"], 9) in found


def test_payloads_from_the_source_alone() -> None:
    found = payloads(view(source=APP, inspector=models()))
    assert {one.operation for one in found} == {"create", "list"}


def test_fields_from_the_class_when_no_model_was_seen() -> None:
    seen = view(
        source="@db.model\nclass Thing:\n    id: str\n    note: Optional[str] = None\n    size: int\n"
    )
    fields = fields_of(seen, "Thing")
    assert fields is not None
    assert {name: field.required for name, field in fields.items()} == {
        "id": False,
        "note": False,
        "size": True,
    }
    assert fields_of(seen, "Other") is None


def test_shapes() -> None:
    assert shapes.length([1, 2, 3, "<+97>"]) == 100
    assert shapes.leaf_type("<str:5>") == "str"
    assert shapes.leaf_type("<None>") == "NoneType"
    assert shapes.find_key({"a": [{"b": 1}]}, "a.b") == (True, 1)
    assert shapes.find_key({"a": 1}, "a.b") == (False, None)


def test_globs_of_strings() -> None:
    seen = view(source='N = "a"\nuse(f"{N}_{i}*")\n')
    source = seen.sources["app.py"]
    argument = next(source.calls()).args[0]
    assert literals.as_glob(argument, source) == "a_*[*]"
