"""Edits of how results are read."""

import pytest
from edit_samples import app, dedented, untouched


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('out = rt.execute(wf.build())\nx = out["a"]', 'out, run_id = rt.execute(wf.build())\nx = out["a"]'),
        (
            'async def f():\n    out = await rt.execute_async(w)\n    return out["a"]',
            'async def f():\n    out, run_id = await rt.execute_async(w)\n    return out["a"]',
        ),
        (
            'x = rt.execute(wf.build())["a"]["id"]',
            'results, run_id = rt.execute(wf.build())\nx = results["a"]["id"]',
        ),
        (
            'results = 1\nprint(rt.execute(wf.build())["a"])',
            'results = 1\noutcome, run_id = rt.execute(wf.build())\nprint(outcome["a"])',
        ),
        (
            'with LocalRuntime() as rt:\n\tx = rt.execute(w)["a"]  # one',
            'with LocalRuntime() as rt:\n\tresults, run_id = rt.execute(w)\n\tx = results["a"]  # one',
        ),
        ('x = [rt.execute(w)["a"] for w in ws]', 'x = [rt.execute(w)[0]["a"] for w in ws]'),
        ('def f(w):\n  return rt.execute(w)\nf(1)["a"]', 'def f(w):\n  return rt.execute(w)[0]\nf(1)["a"]'),
        ('run_id = 3\nout = rt.execute(w)\nout["a"]', 'run_id = 3\nout, _ = rt.execute(w)\nout["a"]'),
        (
            'out = rt.execute(w)\nprint(out[1], out["a"])',
            'out = rt.execute(w)\nprint(out[1], out[0]["a"])',
        ),
        ('out: dict = rt.execute(w)\nout["a"]', 'out: dict = rt.execute(w)[0]\nout["a"]'),
    ],
)  # fmt: skip
def test_the_tuple_of_execute_is_unpacked(before, after):
    line = 1 + before[: before.index("execute")].count("\n")
    assert app(before + "\n", "unpack_result", {"line": line}) == after + "\n"


@pytest.mark.parametrize(
    "program",
    ["results, _ = rt.execute(w)\nresults['a']", "x = rt.execute(w)[0]['a']", "cursor.execute(sql)"],
)
def test_a_tuple_that_is_used_as_one_stays(program):
    assert untouched(program, "unpack_result")


def test_a_helper_whose_callers_unpack_it_stays():
    program = "def run(w):\n    return rt.execute(w)\na, b = run(1)\nprint(run(2)['x'])\n"
    assert untouched(program, "unpack_result", {"line": 2})


def test_a_level_that_is_not_there_is_dropped_wherever_that_value_is_read():
    program = """
        a = results["issue"]["result"]["id"]
        b = results['issue']["result"]
        c = results["issue"].get("result")
        d = results["other"]["result"]
        """
    assert app(program, "drop_result_wrapper", {"line": 1, "key": "result"}) == dedented(
        """
        a = results["issue"]["id"]
        b = results['issue']
        c = results["issue"]
        d = results["other"]["result"]
        """
    )


def test_a_level_is_dropped_and_not_renamed_to_a_key_that_happens_to_be_available():
    found = {"line": 1, "key": "result", "available": ["id", "holder"]}
    assert app('x = results["a"]["result"]\n', "drop_result_wrapper", found) == 'x = results["a"]\n'


def test_a_level_can_be_renamed_or_put_in():
    program = "rows = results['all']['result']\n"
    assert app(program, "rename_result_key", {"line": 1, "key": "result", "to": "records"}) == (
        "rows = results['all']['records']\n"
    )
    assert app("x = results['a']['id']\n", "insert_result_level", {"line": 1, "key": "id", "to": "data"}) == (
        "x = results['a']['data']['id']\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('for r in results["all"]:\n    pass', 'for r in results["all"]["records"]:\n    pass'),
        ('n = len(results["all"])', 'n = len(results["all"]["records"])'),
        ('x = [r for r in results["all"]]', 'x = [r for r in results["all"]["records"]]'),
        ("rows = go()\nfor r in rows:\n    pass", 'rows = go()\nfor r in rows["records"]:\n    pass'),
    ],
)  # fmt: skip
def test_the_records_of_a_list_are_taken(before, after):
    line = 2 if before.startswith("rows") else 1
    assert app(before, "records_of_list_result", {"line": line}).replace("'", '"') == after


def test_only_the_expression_that_is_meant_is_changed():
    program = "print(len(a), len(results['all']))\n"
    found = {"line": 1, "expression": "results['all']"}
    assert app(program, "records_of_list_result", found) == "print(len(a), len(results['all']['records']))\n"


def test_two_mistakes_in_one_line_are_mended_by_a_sequence():
    program = """
        with LocalRuntime() as rt:
            voucher = rt.execute(wf.build())["issue"]["result"]
        print(voucher["holder"])
        """
    steps = [
        {"edit": "unpack_result"},
        {"edit": "drop_result_wrapper", "with": {"key": "{result_wrapper_assumed.key}"}, "optional": True},
    ]
    found = {"line": 2, "key": "issue", "result_wrapper_assumed": {"key": "result"}}
    wanted = dedented(
        """
        with LocalRuntime() as rt:
            results, run_id = rt.execute(wf.build())
            voucher = results["issue"]
        print(voucher["holder"])
        """
    )
    assert app(program, "sequence", found, steps=steps) == wanted
    only_first = app(program, "sequence", {"line": 2, "key": "issue"}, steps=steps)
    assert only_first == wanted.replace('results["issue"]', 'results["issue"]["result"]')


def test_the_rows_are_taken_where_the_result_is_handed_on():
    program = (
        "def told(rows):\n    if not rows:\n        return 'none'\n    return len(rows)\n\n\n"
        "for name in ('a', 'b'):\n    print(told(results[name]))\n"
    )
    found = {"line": 2, "expression": "rows"}
    after = program.replace("results[name]", "results[name]['records']")
    assert app(program, "rows_of_list_result", found) == after
    assert untouched(after, "rows_of_list_result", found)
    assert untouched(program.replace("'none'", "rows['count']"), "rows_of_list_result", found)
