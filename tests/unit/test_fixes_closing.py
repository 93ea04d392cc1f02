"""The edit that closes an instance at the end of the program."""

from edit_samples import app, dedented, edited, untouched

HEAD = 'db = DataFlow("sqlite:///a.db")\n'


def test_a_plain_program_closes_at_its_end():
    text = HEAD + 'print(db.express_sync.count("Row"))\n'
    assert app(text, "close_at_end") == text + "db.close()\n"


def test_a_coroutine_that_returns_closes_in_a_finally():
    text = HEAD + "async def job():\n    rows = await read()\n    return rows\n\nprint(asyncio.run(job()))\n"
    wanted = """
        async def job():
            try:
                rows = await read()
                return rows
            finally:
                await db.close_async()
        """
    assert dedented(wanted) in app(text, "close_at_end")


def test_a_string_over_lines_stays_as_it_is():
    text = HEAD + 'async def job():\n    sql = """a\n  b"""\n    return sql\n\nasyncio.run(job())\n'
    assert '        sql = """a\n  b"""\n' in app(text, "close_at_end")


def test_a_program_that_exits_closes_before():
    text = HEAD + 'def main():\n    work()\n\nif __name__ == "__main__":\n    sys.exit(main())\n'
    assert "    try:\n        sys.exit(main())\n    finally:\n        db.close()\n" in app(
        text, "close_at_end"
    )


def test_several_loops_are_followed_by_a_plain_close():
    text = HEAD + "async def one():\n    ...\n\nasync def two():\n    ...\n\n"
    text += "asyncio.run(one())\nasyncio.run(two())\n"
    assert app(text, "close_at_end") == text + "db.close()\n"


def test_an_instance_of_another_module_is_imported():
    texts = {
        "app.py": "from store import add\n\nasync def job():\n    await add()\n\nasyncio.run(job())\n",
        "store.py": HEAD + "async def add():\n    ...\n",
    }
    changed = edited(texts, "close_at_end")
    assert list(changed) == ["app.py"]
    assert "from store import add, db\n" in changed["app.py"]
    assert "    await add()\n    await db.close_async()\n" in changed["app.py"]


def test_an_instance_of_the_coroutine_itself_is_closed_there():
    text = 'async def job():\n    flow = DataFlow("sqlite:///a.db")\n    await work(flow)\n\nasyncio.run(job())\n'
    assert "    await work(flow)\n    await flow.close_async()\n" in app(text, "close_at_end")


def test_an_instance_that_a_function_hands_out_is_closed_by_its_user():
    text = 'def make():\n    db = DataFlow("sqlite:///a.db")\n    return db\n'
    assert untouched(text, "close_at_end")
    assert untouched(HEAD + "db.close()\n", "close_at_end")
