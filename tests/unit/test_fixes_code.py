"""Edits by pattern, and following a value to where it is written."""

import ast

import pytest
from edit_samples import app, dedented, edited, untouched

from dataflow_debugger.agent.fixes.follow import written
from dataflow_debugger.agent.fixes.project import Project


@pytest.mark.parametrize(
    ("before", "pattern", "to", "after"),
    [
        ("x = f(1, 2)", "f($$$A)", "g($$$A)", "x = g(1, 2)"),
        ("x = f(a + b)", "f($A)", "$A.size", "x = (a + b).size"),
        ("x = f(a)['k']", "f($A)", "await f($A)", "x = (await f(a))['k']"),
        ("x = f(a) + 1", "f($A)", "$A or 0", "x = (a or 0) + 1"),
        ("x = g(f(a))", "f($A)", "$A or 0", "x = g(a or 0)"),
        ("x = {'k': 1}", "{'k': $V}", "{'z': $V}", "x = {'z': 1}"),
        ("if x:\n    f(1)  # one\n", "f($A)", "g($A)\nh($A)", "if x:\n    g(1)\n    h(1)  # one\n"),
        ("f(g(\n    1,\n))", "f($A)", "h($A)", "h(g(\n    1,\n))"),
    ],
)
def test_what_matches_is_rewritten_with_its_meaning_kept(before, pattern, to, after):
    assert app(before, "rewrite", pattern=pattern, to=to).strip() == after.strip()


def test_a_rewrite_acts_at_the_line_or_everywhere():
    program = "f(1)\nf(2)\n"
    assert app(program, "rewrite", {"line": 2}, pattern="f($A)", to="g($A)") == "f(1)\ng(2)\n"
    assert (
        app(program, "rewrite", {"line": 2}, pattern="f($A)", to="g($A)", everywhere=True) == "g(1)\ng(2)\n"
    )


def test_a_rewrite_adds_the_import_it_needs():
    program = '"""Doc."""\nimport os\n\nx = f(1)\n'
    assert app(program, "rewrite", pattern="f($A)", to="json.dumps($A)", imports="import json") == (
        '"""Doc."""\nimport os\nimport json\n\nx = json.dumps(1)\n'
    )


def test_statements_are_inserted_deleted_and_moved():
    program = """
        import x

        def f():
            a()  # first
            b()
        """
    assert "    a()  # first\n    new()\n    b()\n" in app(
        program, "insert_statement", text="new()", after="a()"
    )
    assert "    new()\n    a()  # first\n" in app(program, "insert_statement", text="new()", before="a()")
    assert "    b()\n" not in app(program, "delete_statement", pattern="b()")
    assert "    b()\n    a()  # first\n" in app(program, "move_statement", statement="a()", after="b()")
    assert untouched(dedented(program), "insert_statement", text="b()", after="a()")


def test_the_only_statement_of_a_block_becomes_pass():
    assert app("if x:\n    f()\n", "delete_statement", pattern="f()") == "if x:\n    pass\n"
    assert app("a = 1; f(); b = 2\n", "delete_statement", pattern="f()") == "a = 1; b = 2\n"


def test_an_expression_at_the_line_is_replaced():
    found = {"line": 2, "expression": "a.b"}
    assert app("a.b\nc(a.b, d)\n", "replace_expression", found, to="str($EXPR)") == "a.b\nc(str(a.b), d)\n"


def test_a_name_is_replaced_with_its_import_and_nothing_else():
    program = "from m import Old\nx = Old()  # Old\ny = z.Old\nOlder = 'Old'\n"
    assert app(program, "replace_name", name="Old", to="New") == (
        "from m import New\nx = New()  # Old\ny = z.Old\nOlder = 'Old'\n"
    )


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ("x = 1\nuse(x)", ["1"]),
        ("x = 1\nx = 2\nuse(x)", ["2"]),
        ("x = 1\nif c:\n    x = 2\nuse(x)", ["1", "2"]),
        ("a, b = 1, 2\nuse(b)", ["2"]),
        ("def f(p=1):\n    use(p)\nf(2)\nf(p=3)", ["1", "2", "3"]),
        ("class A:\n    def m(self, p):\n        use(p)\nA().m(2)", ["2"]),
        ("def f():\n    return 1\nuse(f())", ["1"]),
        ("def f(c):\n    if c:\n        return 1\n    return 2\nuse(f(0))", ["1", "2"]),
        ("for i, x in enumerate([1, 2]):\n    use(x)", ["1", "2"]),
        ("for x, y in [(1, 2), (3, 4)]:\n    use(y)", ["2", "4"]),
        ("for a, b in zip(X, [3]):\n    use(b)", ["3"]),
        ("[use(x) for x in [1, 2]]", ["1", "2"]),
        ("X = {'k': 1}\nuse(X['k'])", ["1"]),
        ("X = [1, 2]\nuse(X[-1])", ["2"]),
        ("use(1 if c else 2)", ["1", "2"]),
        ("class S:\n    x = 1\nuse(S.x)", ["1"]),
        ("class S:\n    def __init__(self):\n        self.x = 1\ns = S()\nuse(s.x)", ["1"]),
        ("with make() as x:\n    use(x)", ["make()"]),
        ("x = x\nuse(x)", ["x"]),
        ("def f(n):\n    return f(n)\nuse(f(1))", ["f(n)"]),
        ("use(unknown)", ["unknown"]),
    ],
)
def test_a_value_is_followed_to_where_it_is_written(program, found):
    project = Project.from_texts({"app.py": program})
    source = project.source("app.py")
    call = next(c for c in source.calls() if ast.unparse(c.func) == "use")
    places = written(project, "app.py", call.args[0])
    assert sorted(source.segment(place.node) for place in places) == found


def test_values_are_followed_through_the_modules_of_the_program():
    project = Project.from_texts(
        {
            "app.py": "from pkg.conf import A as a\nfrom pkg import conf\nimport pkg.conf as c\nuse(a,conf.A,c.B)",
            "pkg/conf.py": "from .base import *\nB = 2\n",
            "pkg/base.py": "A = 1\n",
            "pkg/__init__.py": "",
        }
    )
    call = next(iter(project.source("app.py").calls()))
    places = [written(project, "app.py", arg)[0] for arg in call.args]
    assert [(place.file, ast.unparse(place.node)) for place in places] == [
        ("pkg/base.py", "1"), ("pkg/base.py", "1"), ("pkg/conf.py", "2"),
    ]  # fmt: skip


REPOSITORY = """
    class Beds:
        def all(self):
            return db.express.list("Bed")

        def add(self, row):
            return db.express.create("Bed", row)

    beds = Beds()
"""


def test_a_coroutine_is_awaited_in_the_handler_that_gets_it():
    api = """
        from fastapi import FastAPI
        from repo import beds

        @web.post("/beds")
        async def add(row):
            return await beds.add(row)

        @web.get("/beds")
        def listing():
            return beds.all()
    """
    files = {"app.py": api, "repo.py": REPOSITORY}
    found = {"file": "repo.py", "line": 3}
    changed = edited(files, "await_in_caller", found)
    assert list(changed) == ["app.py"]
    assert "async def listing():\n    return await beds.all()\n" in changed["app.py"]
    assert not edited({**files, "app.py": api.replace("fastapi", "flask")}, "await_in_caller", found)
    # What other code awaits stays a coroutine.
    synchronous = edited(files, "to_express_sync", found)["repo.py"]
    assert "express_sync.list" in synchronous and "db.express.create" in synchronous


def test_a_coroutine_is_awaited_in_the_async_caller_that_forgot_it():
    program = """
        async def main(beds):
            await beds.all()
            print(len(beds.all()))
    """
    changed = edited(
        {"app.py": program, "repo.py": REPOSITORY}, "await_in_caller", {"file": "repo.py", "line": 3}
    )
    assert "print(len(await beds.all()))" in changed["app.py"]


def test_a_task_is_awaited_up_to_where_that_is_possible():
    program = """
        import asyncio

        def note(x):
            asyncio.create_task(store(x))

        def work(x):
            note(x)
            return x

        async def main():
            print(work(1))
    """
    result = app(program, "await_task", {"line": 4})
    assert "async def note(x):\n    await store(x)\n" in result
    assert "async def work(x):\n    await note(x)\n" in result and "print(await work(1))" in result
    # A function that is handed over is called by others, who would not await it.
    assert untouched(program.replace("print(work(1))", "print(work(1), on(note))"), "await_task", {"line": 4})


def test_a_fixture_empties_the_tables_instead_of_closing():
    program = """
        import pytest, library

        @pytest.fixture
        def loans():
            yield library
            library.db.close()
    """
    result = app(program, "empty_tables_instead_of_close", {"line": 6})
    assert 'library.db.express_sync.delete(model, row["id"])' in result
    assert '@pytest.fixture(scope="session", autouse=True)\n' in result and result.count("db.close()") == 1
    once = program.replace("@pytest.fixture\n", '@pytest.fixture(scope="session")\n')
    assert untouched(once, "empty_tables_instead_of_close", {"line": 6})
    method = "class T(TestCase):\n    async def asyncTearDown(self):\n        await db.close_async()\n"
    result = app(method, "empty_tables_instead_of_close", {"line": 3})
    assert 'await db.express.delete(model, row["id"])' in result and "close" not in result


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import multiprocessing as mp\nmp.Pool(2)", 'mp.get_context("spawn").Pool(2)'),
        ("from multiprocessing import Process\nProcess(target=f)", 'get_context("spawn").Process(target=f)'),
        ("import multiprocessing\nmultiprocessing.set_start_method('fork')", "set_start_method('spawn')"),
        (
            "from concurrent.futures import ProcessPoolExecutor\nProcessPoolExecutor(2)",
            'ProcessPoolExecutor(2, mp_context=get_context("spawn"))',
        ),
    ],
)
def test_processes_are_spawned(before, after):
    guard = 'if __name__ == "__main__":\n    main()\n'
    assert after in app(f"{before}\n{guard}", "spawn_processes")
    assert untouched(f"{before}\n", "spawn_processes")
    assert untouched(f"from game import Pool\nPool(2)\n{guard}", "spawn_processes")
