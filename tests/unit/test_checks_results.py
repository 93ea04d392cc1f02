"""Checks of results and of what operations really did."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_samples import call, graph, models, raised, view

from dataflow_debugger.agent.checks import Answer, run

FLAT = {"issue": {"id": "<str:1>", "holder": "<str:2>"}}
TUPLE = "tuple indices must be integers or slices, not str"


def ran(source: str, result: Any, line: int, error: tuple[str, str] | None, at: int = 1) -> Any:
    outcomes = {name: {"ok": "error" not in one, "result_shape": one} for name, one in result.items()}
    return view(
        source=source,
        exception=raised(*error, line=line) if error else None,
        workflow=graph({name: ("UserCreateNode", {}) for name in result}, outcomes=outcomes),
        calls=[call("runtime.execute", at, result=result)],
    )


@pytest.mark.parametrize(
    ("source", "line", "variable"),
    [
        ("x = runtime.execute(wf)['issue']\n", 1, None),
        ("out = runtime.execute(wf)\nprint(out['issue'])\n", 2, "out"),
        ("out = runtime.execute(wf)\nprint(out.get('issue'))\n", 2, "out"),
    ],
)
def test_tuple_not_unpacked(source: str, line: int, variable: str | None) -> None:
    found = run(ran(source, FLAT, line, ("TypeError", TUPLE)), "execute_result_not_unpacked", {})
    got = (found.bindings["line"], found.bindings["use_line"], found.bindings["variable"])
    assert got == (1, line, variable)


def test_tuple_returned_by_a_helper() -> None:
    source = "def go():\n    return runtime.execute(wf)\n\nprint(go()['issue'])\n"
    seen = ran(source, FLAT, 4, ("TypeError", TUPLE), at=2)
    assert run(seen, "execute_result_not_unpacked", {}).bindings["line"] == 2


def test_unpacked_results_are_right() -> None:
    source = "results, _ = runtime.execute(wf)\nprint(results['issue']['nope'])\n"
    seen = ran(source, FLAT, 2, ("KeyError", "'nope'"))
    assert run(seen, "execute_result_not_unpacked", {}).answer is Answer.FAILS


@pytest.mark.parametrize(
    ("read", "kind", "to"),
    [
        ("results['issue']['result']", "wrapper", None),
        ("results['isue']['id']", "node", "issue"),
        ("results['issue']['holdr']", "misspelt", "holder"),
        ("results['issue']['colour']", "unknown", None),
    ],
)
def test_key_that_is_not_there(read: str, kind: str, to: str | None) -> None:
    source = f"results, _ = runtime.execute(wf)\nprint({read})\n"
    found = run(ran(source, FLAT, 2, ("KeyError", "'x'")), "result_key_absent", {})
    assert (found.bindings["kind"], found.bindings["to"], found.bindings["line"]) == (kind, to, 2)


def test_key_of_a_failed_node() -> None:
    source = "results, _ = runtime.execute(wf)\nprint(results['issue']['holder'])\n"
    seen = ran(source, {"issue": {"error": "no", "failed": True}}, 2, ("KeyError", "'holder'"))
    assert run(seen, "result_key_absent", {}).bindings["kind"] == "failed"


def test_reads_that_went_well_are_no_finding() -> None:
    source = "results, _ = runtime.execute(wf)\nprint(results['issue']['other'] if results['issue'] else 0)\n"
    seen = ran(source, FLAT, 0, None)
    assert run(seen, "result_key_absent", {}).answer is Answer.FAILS
    assert run(seen, "result_wrapper_assumed", {}).answer is not Answer.HOLDS


def test_wrapper_behind_a_tuple_and_with_get() -> None:
    found = run(
        ran("x = runtime.execute(wf)['issue']['result']\n", FLAT, 1, ("TypeError", TUPLE)),
        "result_wrapper_assumed",
        {},
    )
    assert (found.bindings["key"], found.bindings["node"]) == ("result", "issue")
    quiet = ran("results, _ = runtime.execute(wf)\nrows = results['issue'].get('data', [])\n", FLAT, 0, None)
    assert run(quiet, "result_wrapper_assumed", {}).bindings["key"] == "data"


def test_wrapper_around_a_list_of_express() -> None:
    seen = view(
        source="rows = db.express_sync.list('User')\nprint(rows['records'])\n",
        exception=raised("TypeError", "list indices must be integers", line=2),
        calls=[call("express_sync.list", result=[{"id": "<str:1>"}])],
    )
    assert run(seen, "result_wrapper_assumed", {}).holds


@pytest.mark.parametrize(
    ("use", "line"),
    [("for row in results['all']:\n    print(row['id'])\n", 3), ("print(len(results['all']))\n", 2)],
)
def test_list_node_taken_for_a_list(use: str, line: int) -> None:
    shape = {"all": {"records": [{"id": "<str:1>"}], "count": 1, "limit": 10}}
    seen = ran(f"results, _ = runtime.execute(wf)\n{use}", shape, 0, None)
    assert run(seen, "list_result_not_list", {}).bindings["to"] == "records"
    right = ran(
        "results, _ = runtime.execute(wf)\nfor r in results['all']['records']: pass\n", shape, 0, None
    )
    assert run(right, "list_result_not_list", {}).answer is Answer.FAILS


LISTED = {name: {"records": [], "count": 0, "limit": 10} for name in ("east", "west")}


@pytest.mark.parametrize(
    ("use", "kind"),
    [
        ("for name in names:\n    print(len(results[name]))\n", "len"),
        ("if not results['east']:\n    print('none')\n", "truth"),
        ("for row in results.get(name):\n    print('row')\n", "iterate"),
    ],
)
def test_list_node_taken_for_a_list_without_an_error(use: str, kind: str) -> None:
    seen = ran(f"results, _ = runtime.execute(wf)\n{use}", LISTED, 0, None)
    assert run(seen, "list_result_not_list", {}).bindings["use"] == kind


@pytest.mark.parametrize(
    "use",
    [
        "found = results['east']\nif found:\n    print(found['records'])\n",
        "for key in results['east']:\n    print(results['east'][key])\n",
        "print(sorted(results['east']))\n",
    ],
)
def test_list_node_known_as_a_dict(use: str) -> None:
    seen = ran(f"results, _ = runtime.execute(wf)\n{use}", LISTED, 0, None)
    assert not run(seen, "list_result_not_list", {}).holds


def failed(source: str) -> Any:
    return ran(source, {"off": {"error": "UserUpdateNode requires 'id'", "failed": True}}, 0, None)


def test_failure_nobody_looks_at() -> None:
    found = run(failed("runtime.execute(wf)\nprint('done')\n"), "leaf_failure_swallowed", {})
    assert found.bindings["node"] == "off"


@pytest.mark.parametrize("look", ["r['off'].get('error')", "'error' in r['off']", "r['off']['failed']"])
def test_failure_somebody_looks_at(look: str) -> None:
    seen = failed(f"r, _ = runtime.execute(wf)\nif {look}:\n    raise SystemExit(1)\n")
    assert run(seen, "leaf_failure_swallowed", {}).answer is Answer.FAILS


@pytest.mark.parametrize(
    ("api", "result", "holds"),
    [
        ("express.update", {"rows_affected": 0, "updated": True}, True),
        ("express.update", {"id": "<str:1>", "found": True}, False),
        ("express.bulk_update", [{"rows_affected": 1}, {"rows_affected": 0}], True),
    ],
)
def test_write_that_touched_nothing(api: str, result: Any, holds: bool) -> None:
    seen = view(inspector=models(), calls=[call(api, args={"model": "User"}, result=result, awaited=True)])
    assert run(seen, "zero_rows_affected", {}).holds is holds


def test_node_that_touched_nothing() -> None:
    outcome = {"ok": True, "result_shape": {"rows_affected": 0, "updated": True}}
    seen = view(workflow=graph({"u": ("UserUpdateNode", {})}, outcomes={"u": outcome}))
    assert run(seen, "zero_rows_affected", {"operation": "update"}).bindings["node"] == "u"


def test_record_that_was_not_found() -> None:
    seen = view(
        source="row = db.express_sync.read('User', '9')\nprint(row['name'])\n",
        exception=raised("TypeError", "'NoneType' object is not subscriptable", line=2),
        calls=[call("express_sync.read", args={"model": "User", "id": "<str:1>"}, result="<None>")],
    )
    found = run(seen, "none_result_used", {})
    assert (found.bindings["variable"], found.bindings["call_line"], found.bindings["model"]) == (
        "row",
        1,
        "User",
    )


@pytest.mark.parametrize(
    ("api", "args", "answer"),
    [
        ("express.list", {"include_deleted": True}, Answer.HOLDS),
        ("express.list", {}, Answer.FAILS),
        ("express.create", {}, Answer.HOLDS),
        ("express.list", {"model": "Order"}, Answer.HOLDS),
    ],
)
def test_a_dict_that_a_read_wrote_into_is_given_again(api: str, args: dict[str, Any], answer: Answer) -> None:
    first = {"model": "User", "filter": {"age": "<int>"}}
    then = {"model": "User", "filter": {"age": "<int>", "deleted_at": {"$null": "<bool>"}}, **args}
    wrote = call("express.list", args=first, result=[], added={"filter": ["deleted_at"]})
    seen = view(inspector=models("User", "Order"), calls=[wrote, call(api, 2, args=then, result=[])])
    assert run(seen, "filter_written_into", {}).answer is answer


def test_rows_that_a_read_handed_out_changed_are_seen_where_they_were_changed() -> None:
    source = """
        def rows():
            return db.express_sync.list("User")

        def older():
            found = rows()
            for row in found:
                row["age"] += 1
            return found
    """
    args = {"model": "User"}
    reads = [call("express_sync.list", 2, args=args, result=[], altered=keys) for keys in ([], ["age"])]
    found = run(view(inspector=models(), source=source, calls=reads), "cached_result_mutated", {})
    assert found.holds
    assert (found.bindings["line"], found.claims[0].line) == (2, 7)
    harmless = [call("express_sync.list", 2, args=args, result=[], altered=keys) for keys in ([], ["+note"])]
    assert not run(view(inspector=models(), source=source, calls=harmless), "cached_result_mutated", {}).holds
