"""Edits of calls, of awaiting, of sync against async use."""

import pytest
from edit_samples import app, dedented, untouched


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "wf = WorkflowBuilder()\nruntime.execute(wf)",
            "wf = WorkflowBuilder()\nruntime.execute(wf.build())",
        ),
        (
            "wf = WorkflowBuilder()\nr.execute(workflow=wf, parameters={})",
            "wf = WorkflowBuilder()\nr.execute(workflow=wf.build(), parameters={})",
        ),
        (
            "def make():\n    w = WorkflowBuilder()\n    return w\nr.execute(make())",
            "def make():\n    w = WorkflowBuilder()\n    return w\nr.execute(make().build())",
        ),
        (
            "def go(w):\n    return r.execute(w)\ngo(WorkflowBuilder())",
            "def go(w):\n    return r.execute(w.build())\ngo(WorkflowBuilder())",
        ),
    ],
)
def test_a_builder_is_built_where_it_is_run(before, after):
    assert app(before, "insert_build") == after


@pytest.mark.parametrize(
    "program",
    [
        "wf = WorkflowBuilder()\nruntime.execute(wf.build())",
        "wf = WorkflowBuilder()\nbuilt = wf.build()\nruntime.execute(built)",
        "cursor.execute(sql)",
    ],
)
def test_what_is_built_stays(program):
    assert untouched(program, "insert_build")


def test_keywords_are_added_changed_renamed_and_removed():
    program = "db = DataFlow(URL, auto_migrate=False)  # main\nother = dict(auto_migrate=False)\n"
    assert app(program, "add_keyword", call="DataFlow", name="echo", value="True").startswith(
        "db = DataFlow(URL, auto_migrate=False, echo=True)  # main"
    )
    assert app(program, "add_keyword", call="DataFlow", name="auto_migrate", value="True").startswith(
        "db = DataFlow(URL, auto_migrate=True)"
    )
    assert app(program, "remove_keyword", call="DataFlow", name="auto_migrate").startswith(
        "db = DataFlow(URL)"
    )
    assert app(program, "rename_keyword", call="DataFlow", name="auto_migrate", to="migrate").startswith(
        "db = DataFlow(URL, migrate=False)"
    )


def test_options_given_through_a_dict_are_changed_there():
    program = 'OPTIONS = {"pool": 5, "echo": True}\ndb = DataFlow(URL, **OPTIONS)\n'
    call = {"call": "DataFlow", "name": "pool"}
    assert app(program, "remove_keyword", **call).startswith('OPTIONS = {"echo": True}\n')
    assert app(program, "add_keyword", value="9", **call).startswith('OPTIONS = {"pool": 9, "echo": True}\n')
    assert app(program, "rename_keyword", to="size", **call).startswith(
        'OPTIONS = {"size": 5, "echo": True}\n'
    )


def test_a_method_gets_another_name_and_an_argument_another_value():
    assert app("db.create_table(x)\n", "rename_call", call="db.create_table", to="create_tables") == (
        "db.create_tables(x)\n"
    )
    assert app("db.read('User', uid)\n", "set_argument", call="db.read", index=1, value="str($VALUE)") == (
        "db.read('User', str(uid))\n"
    )


POST = """
    async def post(m):
        return db.express.create("M", m)
    """


def test_a_coroutine_that_is_returned_is_awaited():
    assert app(POST, "insert_await", {"line": 2}) == dedented(POST).replace("return db", "return await db")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('x = db.express.read("M", 1)["id"]', 'x = (await db.express.read("M", 1))["id"]'),
        ('n = db.express.count("M") + 1', 'n = (await db.express.count("M")) + 1'),
        ('print(db.express.count("M"))', 'print(await db.express.count("M"))'),
        (
            'rows = [db.express.read("M", i) for i in ids]',
            'rows = [await db.express.read("M", i) for i in ids]',
        ),
        ("await db.create_tables_async()\nhelper()", "await db.create_tables_async()\nawait helper()"),
    ],
)
def test_await_binds_as_the_place_needs_it(before, after):
    head = "async def helper():\n    pass\nasync def main():\n    "
    program = head + before.replace("\n", "\n    ") + "\n"
    line = 4 + before.count("\n")
    assert app(program, "insert_await", {"line": line}) == head + after.replace("\n", "\n    ") + "\n"


def test_outside_an_async_function_the_synchronous_form_is_used():
    program = 'print(db.express.count("M"))\ndef f():\n    return db.express.list("M")\n'
    result = app(program, "insert_await")
    assert result == program.replace("db.express.", "db.express_sync.")


def test_coroutines_that_are_gathered_are_awaited_already():
    program = 'async def main():\n    await asyncio.gather(*[db.express.read("M", i) for i in ids])\n'
    assert untouched(program, "insert_await", {"line": 2})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('x = await db.express.count("M")', 'x = db.express_sync.count("M")'),
        ('x = asyncio.run(db.express.count("M"))', 'x = db.express_sync.count("M")'),
        ('ex = db.express\nx = ex.count("M")', 'ex = db.express\nx = db.express_sync.count("M")'),
    ],
)
def test_synchronous_code_uses_the_synchronous_express(before, after):
    assert app(before, "to_express_sync") == after


def test_asynchronous_code_keeps_the_asynchronous_express():
    assert untouched('async def f():\n    return await db.express.count("M")\n', "to_express_sync")


def test_a_blocking_call_in_an_async_function_is_made_asynchronous():
    program = 'async def f():\n    return db.express_sync.count("M") + 1\n'
    assert app(program, "to_express_async", {"line": 2}) == (
        'async def f():\n    return (await db.express.count("M")) + 1\n'
    )


def test_an_async_main_is_run():
    program = """
        import os

        async def main():
            pass

        if __name__ == "__main__":
            main()
        """
    result = app(program, "wrap_asyncio_run")
    assert "    asyncio.run(main())\n" in result and "import os\nimport asyncio\n" in result


def test_an_import_of_asyncio_is_used_as_it_is():
    program = "import asyncio as aio\nasync def main():\n    pass\nmain()\n"
    assert app(program, "wrap_asyncio_run").endswith("aio.run(main())\n")


def test_a_function_becomes_async_and_its_callers_await_it():
    program = """
        def load():
            return 1
        async def main():
            print(load())
        """
    result = app(program, "make_async", {"line": 2})
    assert result.startswith("async def load():") and "print(await load())" in result


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pool.submit(store, row)", "pool.submit(copy_context().run, store, row)"),
        (
            "loop.run_in_executor(None, store, row)",
            "loop.run_in_executor(None, copy_context().run, store, row)",
        ),
        ("Thread(target=store, args=(row,))", "Thread(target=copy_context().run, args=(store, row,))"),
        ("Thread(target=store)", "Thread(target=copy_context().run, args=(store,))"),
        ("Thread(target=store, args=rows)", "Thread(target=copy_context().run, args=(store, *rows))"),
        (
            "pool.map(store, rows)",
            "pool.map(lambda *items, context=copy_context(): context.copy().run(store, *items), rows)",
        ),
    ],
)
def test_a_thread_gets_the_context(before: str, after: str) -> None:
    assert app(f"import os\n\n{before}\n", "carry_context", {"line": 3}).endswith(f"\n{after}\n")


def test_work_for_other_processes_stays() -> None:
    assert untouched(
        "with ProcessPoolExecutor() as processes:\n    processes.submit(f, 1)\n", "carry_context", {"line": 2}
    )


def test_the_tenant_stands_before_the_ids_of_the_model_alone() -> None:
    program = """
        @db.model
        class Bill:
            id: str

        def save(row):
            db.express_sync.create("Bill", {"id": row["number"], **row})
            db.express_sync.update("Bill", "b1", {"paid": True})
            db.express_sync.read("Other", "o1")
            for found in db.express_sync.list("Bill"):
                db.express_sync.delete("Bill", found["id"])
    """
    tenant = "db.tenant_context.get_current_tenant()"
    after = app(program, "tenant_before_id", model="Bill")
    assert f'{{"id": f"{{{tenant}}}-" + row["number"], **row}}' in after
    assert f'update("Bill", f"{{{tenant}}}-b1", ' in after
    assert 'read("Other", "o1")' in after
    assert 'delete("Bill", found["id"])' in after


@pytest.mark.parametrize(
    ("before", "found", "after"),
    [
        ('parameters={"a": 1, "b": 2}', {}, 'parameters={"l": {"a": 1, "b": 2}}'),
        ('parameters={"a": 1, **rest}', {}, 'parameters={**rest, "l": {"a": 1}}'),
        ("inputs=values", {}, 'parameters={"l": values}'),
        ("parameters=values", {"rest": True}, 'parameters={**values, "l": values}'),
        ("parameters=values", {"alone": False}, "parameters={node: values for node in wf.nodes}"),
    ],
)
def test_values_of_a_run_go_to_the_nodes_that_need_them(before, found, after):
    program = f"runtime.execute(wf.build(), {before})\n"
    needs = {"needs": {"l": ["a", "b"]}}
    assert (
        app(program, "parameters_for_nodes", {**needs, **found}) == f"runtime.execute(wf.build(), {after})\n"
    )
