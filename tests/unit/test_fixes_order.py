"""Edits of when things happen: settings before imports, one event loop, a lock around a read and its write."""

from edit_samples import edited, untouched

SETTINGS = 'import os\nURL = os.environ.get("APP_DB", "sqlite:///x.db")\n'


def test_a_variable_is_set_before_the_module_that_reads_it():
    program = (
        'import os\nimport settings\nNAME = "b"\nos.environ["APP_DB"] = NAME\ndb = DataFlow(settings.URL)\n'
    )
    found = {"file": "app.py", "line": 4, "import_line": 2, "variable": "APP_DB"}
    changed = edited({"app.py": program, "settings.py": SETTINGS}, "set_before_import", found)["app.py"]
    assert changed.index("environ[") < changed.index("import settings") > changed.index("NAME =")


def test_a_variable_that_needs_the_module_is_read_again():
    program = (
        'import os\nimport settings\nos.environ["APP_DB"] = settings.URL + "2"\ndb = DataFlow(settings.URL)\n'
    )
    found = {"file": "app.py", "line": 3, "import_line": 2, "variable": "APP_DB"}
    changed = edited({"app.py": program, "settings.py": SETTINGS}, "set_before_import", found)["app.py"]
    assert 'DataFlow(os.environ["APP_DB"])' in changed


def test_statements_between_two_runs_go_into_the_coroutine():
    program = (
        "import asyncio\nfor n in (1, 2):\n    asyncio.run(put(n))\n"
        "print('n:', asyncio.run(count()))\ndb.close()\n"
    )
    changed = edited(program, "one_event_loop", {"file": "app.py"})["app.py"]
    assert changed == (
        "import asyncio\nasync def main():\n    for n in (1, 2):\n        await put(n)\n"
        "    print('n:', await count())\n    await db.close_async()\n\n\nasyncio.run(main())\n"
    )


def test_one_run_stays():
    assert untouched("import asyncio\nasyncio.run(main())\n", "one_event_loop", {"file": "app.py"})


def test_the_lock_goes_around_read_and_update():
    program = (
        "async def take(n):\n    row = await db.express.read('S', 'a')\n"
        "    if row:\n        await db.express.update('S', 'a', {'n': row['n'] - n})\n"
    )
    found = {"file": "app.py", "line": 4, "read_line": 2}
    changed = edited(program, "lock_read_and_write", found)["app.py"]
    assert "row_lock = Lock()" in changed
    assert "    async with row_lock:\n        row = await" in changed
    assert "            await db.express.update" in changed


def test_ports_in_a_list_of_connections_are_renamed():
    program = 'WIRES = [("a", "record.n", "b", "n"), ("c", "record.n", "b", "m")]\n'
    changed = edited(program, "rename_port", {"node": "a"}, port="record.n", to="n")["app.py"]
    assert changed == 'WIRES = [("a", "n", "b", "n"), ("c", "record.n", "b", "m")]\n'
