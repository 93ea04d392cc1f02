"""Edits of Express calls, of reads and of transactions."""

import pytest
from edit_samples import app, dedented, untouched

from dataflow_debugger.agent.fixes import At, registered
from dataflow_debugger.agent.fixes.project import Project


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("db.express_sync.get('A', 1)", "db.express_sync.read('A', 1)"),
        ("await db.express.insert_many('A', rows)", "await db.express.bulk_create('A', rows)"),
        ("db.express_sync.all('A')", "db.express_sync.list('A')"),
    ],
)
def test_a_method_that_express_lacks_is_the_one_that_does_it(before, after):
    assert app(before, "rename_express_method") == after
    assert untouched(after, "rename_express_method")


def test_every_create_of_the_model_becomes_an_upsert():
    program = "x.express.create('A', 1)\nx.express.create('B', 1)\nx.express.create('A', 2)\n"
    result = app(program, "rename_express_method", {"line": 1}, to="upsert")
    assert result == "x.express.upsert('A', 1)\nx.express.create('B', 1)\nx.express.upsert('A', 2)\n"


def test_the_model_is_named_in_a_string():
    program = (
        "db.express_sync.list(Lesson)\ndb.express_sync.count(model=models.Pet)\ndb.express_sync.list(name)\n"
    )
    assert app(program, "quote_model_name") == (
        'db.express_sync.list("Lesson")\ndb.express_sync.count(model="Pet")\ndb.express_sync.list(name)\n'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('create("Job", id=1, hours=2)', 'create("Job", {"id": 1, "hours": 2})'),
        ('update("Job", 1, hours=2)', 'update("Job", 1, {"hours": 2})'),
        ('update("Job", id=1, hours=2)', 'update("Job", id=1, fields={"hours": 2})'),
    ],
)
def test_fields_given_as_keywords_become_a_dict(before, after):
    assert app(f"db.express_sync.{before}", "keywords_to_dict") == f"db.express_sync.{after}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"-rating"', '["-rating"]'),
        ('"rating desc, name"', '["-rating", "name"]'),
        ('["rating DESC"]', '["-rating"]'),
        ('("rating", "desc")', '["-rating"]'),
        ('[("rating", "desc"), ("name", "asc")]', '["-rating", "name"]'),
        ('{"rating": -1, "name": 1}', '["-rating", "name"]'),
        ("[(field, 'desc')]", '[f"-{field}"]'),
    ],
)
def test_an_order_is_a_list_of_names(before, after):
    head = 'db.express_sync.list("Film", order_by='
    assert app(f"{head}{before})", "order_list").replace("'", '"') == f"{head}{after})"
    assert untouched(f"{head}{after})", "order_list")


def test_an_order_by_another_field_keeps_its_direction():
    program = 'wf.add_node("FilmListNode", "l", {"order_by": ["-year", "name"]})\n'
    found = {"field": "year", "to": "made_in", "model": "Film"}
    assert app(program, "replace_order_field", found) == program.replace("year", "made_in")


def test_fields_of_a_record_are_read_as_keys():
    program = """
        def f(db):
            guest = db.express_sync.read("Guest", 1)
            print(f"{guest.name} stays", guest.nights, guest.keys())
        """
    assert app(program, "attribute_to_key", {"line": 3}) == dedented(program).replace(
        "guest.name", "guest['name']"
    ).replace("guest.nights", 'guest["nights"]')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('return loan["reader"]', 'return loan["reader"] if loan is not None else None'),
        ('print(loan["a"]["b"])', 'print(loan["a"]["b"] if loan is not None else None)'),
        ('return loan["n"] + 1', 'return (loan["n"] if loan is not None else None) + 1'),
    ],
)
def test_a_row_that_may_be_missing_is_asked_for(before, after):
    head = 'def f():\n    loan = db.express_sync.read("Loan", 1)\n    '
    assert app(f"{head}{before}\n", "guard_none", {"line": 3}) == f"{head}{after}\n"


def test_a_row_read_at_once_may_be_missing_too():
    program = 'x = db.express_sync.find_one("Loan", {"id": 1})["reader"]\n'
    assert app(program, "guard_none", {"line": 1}) == (
        'x = (db.express_sync.find_one("Loan", {"id": 1}) or {}).get("reader")\n'
    )


def test_a_row_is_looked_for_before_it_is_updated():
    program = 'def f(key):\n    db.express_sync.update("A", key, {"b": 1})\n'
    assert app(program, "guard_missing_row", {"line": 2}) == (
        'def f(key):\n    if db.express_sync.read("A", key) is None:\n        raise LookupError(key)\n'
        '    db.express_sync.update("A", key, {"b": 1})\n'
    )


def test_rows_are_copied():
    program = (
        'async def f():\n    rows = await db.express.list("A")\n    one = db.express_sync.read("A", 1)\n'
    )
    result = app(program, "copy_rows", {"line": 2})
    assert '    rows = [dict(row) for row in await db.express.list("A")]\n' in result
    assert '    one = dict(db.express_sync.read("A", 1))\n' in app(program, "copy_rows", {"line": 3})


def test_a_created_row_is_read_back():
    program = 'row = db.express_sync.create("A", {"id": key, "b": 1})\n'
    assert app(program, "read_back") == program + 'row = db.express_sync.read("A", key)\n'
    loose = 'row = db.express_sync.create("A", {"b": 1})\n'
    newest = 'db.express_sync.list("A", {"b": 1}, order_by=["-id"], limit=1)[0]'
    assert app(loose, "read_back") == loose + f"row = {newest}\n"
    returned = 'def f():\n    return db.express_sync.create("A", {"b": 1, "c": now()})\n'
    before = '    db.express_sync.create("A", {"b": 1, "c": now()})\n'
    assert app(returned, "read_back") == f"def f():\n{before}    return {newest}\n"


@pytest.mark.parametrize(
    ("head", "used"),
    [
        ("from datetime import datetime\n", "datetime"),
        ("import datetime\n", "datetime.datetime"),
        ("import datetime as dt\n", "dt.datetime"),
    ],
)
def test_a_field_is_converted_where_it_is_read(head, used):
    program = head + 'late = now - row["due"]\n'
    with_ = {
        "field": "due",
        "to": "datetime.fromisoformat($READ)",
        "imports": "from datetime import datetime",
    }
    assert app(program, "wrap_field_read", {"line": 2}, **with_) == head + (
        f'late = now - {used}.fromisoformat(row["due"])\n'
    )
    assert untouched(
        app(program, "wrap_field_read", {"line": 2}, **with_), "wrap_field_read", {"line": 2}, **with_
    )


ASYNC = """
    async with db.transactions.begin() as tx:
        await tx.execute_raw("UPDATE a SET b = ?", [1])
    await other()
    """


def test_a_transaction_is_made_synchronous():
    assert app("async def f():\n" + ASYNC, "async_to_sync_transaction").endswith(
        '    with db.transactions_sync.begin() as tx:\n        tx.execute_raw("UPDATE a SET b = ?", [1])\n'
        "    await other()\n"
    )


def test_a_statement_goes_into_the_block_of_its_transaction():
    program = 'with db.transactions_sync.begin() as tx:\n    a()\n\nb()\ntx.execute_raw("""x\ny""")\nc()\n'
    assert app(program, "indent_into_block", {"line": 5}) == (
        'with db.transactions_sync.begin() as tx:\n    a()\n\n    b()\n    tx.execute_raw("""x\ny""")\nc()\n'
    )


@pytest.mark.parametrize(
    ("dialect", "before", "after"),
    [
        ("sqlite", "a = %s AND b = %s", "a = ? AND b = ?"),
        ("sqlite", "a = :name AND b = $2", "a = ? AND b = ?"),
        ("postgresql", "a = ? AND b = ?::int", "a = $1 AND b = $2::int"),
        ("mysql", "a = ?", "a = %s"),
        ("postgresql", "a = 'why?' AND b = ?", "a = 'why?' AND b = $1"),
    ],
)
def test_placeholders_are_those_of_the_database(dialect, before, after):
    project = Project.from_texts({"app.py": f'tx.execute_raw("UPDATE t SET {before}", [1])\n'})
    project.dialect = dialect
    registered()["sql_placeholders"](project, At())
    assert project.text("app.py") == f'tx.execute_raw("UPDATE t SET {after}", [1])\n'


def test_a_transaction_gets_its_commit():
    program = """
        wf.add_node("TransactionScopeNode", "begin", {})
        wf.add_node("ACreateNode", "first", {"id": 1})
        wf.add_connection("begin", "status", "first", "_started")
        run(wf.build())
        """
    assert app(program, "add_commit_node") == dedented(program).replace(
        "run(wf", 'wf.add_node("TransactionCommitNode", "commit", {})\n'
        'wf.add_connection("first", "id", "commit", "_done")\nrun(wf',
    )  # fmt: skip
    assert untouched(app(program, "add_commit_node"), "add_commit_node")


def test_a_simple_regex_is_a_like():
    program = 'db.express_sync.list("Car", {"plate": {"$regex": "^HH-"}, "x": {"$regex": "a.*b$"}})\n'
    assert app(program, "filter_operator", {"model": "Car"}, style="regex") == program.replace(
        '"$regex": "^HH-"', '"$like": "HH-%"'
    ).replace('"$regex": "a.*b$"', '"$like": "%a%b"')
    assert untouched(
        program.replace("^HH-", "[A-Z]+").replace("a.*b$", "a|b"), "filter_operator", {"model": "Car"}
    )


_ALBUM = """
    @db.model
    class Album:
        title: str
        year: int = 1900
        label: Optional[str] = None

"""
_UNEVEN = {"line": 0, "api": "express_sync.bulk_create", "model": "Album", "keys": ["label", "year"]}


def _evened(program, line):
    return app(_ALBUM + program, "even_records", {**_UNEVEN, "line": line})


def test_keys_that_are_stored_in_a_branch_only_are_given_with_the_record():
    program = """
    def row(one):
        made = {"title": one[0], **extra(one)}
        if one[1]:
            made["year"] = one[1]
        made["label"] = one[2]
        return made

    db.express_sync.bulk_create("Album", [row(one) for one in feed])
    """
    changed = _evened(program, 14)
    assert '{"year": 1900, "title": one[0], **extra(one)}' in changed


def test_records_that_are_not_written_out_get_their_keys_at_the_call():
    changed = _evened('    db.express_sync.bulk_create("Album", load())\n', 7)
    assert '[{"label": None, "year": 1900, **row} for row in load()]' in changed


def test_ids_are_looked_up_by_the_key_field_of_a_bulk_update():
    program = 'await db.express.bulk_update("User", rows, key_field="email")\n'
    changed = app(program, "ids_by_key_field", {"line": 1})
    assert changed == (
        'await db.express.bulk_update("User", [{**record, "id": row["id"]} for record in rows '
        'if (row := await db.express.find_one("User", {"email": record["email"]}))])\n'
    )


def test_the_row_of_an_upsert_is_read_back_where_update_says_the_same_as_create():
    program = 'row = x.express_sync.upsert_advanced("U", {"id": key}, new, {"name": name})["record"]\n'
    same = 'new = {"id": key, "name": name}\n' + program
    assert app(same, "read_upserted_record", {"line": 2}).splitlines()[1] == (
        'row = {**x.express_sync.upsert_advanced("U", {"id": key}, new, {"name": name}), '
        '"record": x.express_sync.find_one("U", {"id": key})}["record"]'
    )
    assert untouched('new = {"id": key, "name": "?"}\n' + program, "read_upserted_record", {"line": 2})


def test_an_upsert_becomes_a_look_up_and_an_update_or_create():
    program = 'await db.express.upsert_advanced("U", where=w, create=c, update=u, conflict_on=["w"])\n'
    assert app(program, "upsert_by_look_up", {"line": 1}) == (
        'await db.express.update("U", row["id"], u) if (row := await db.express.find_one("U", w)) '
        'else await db.express.create("U", c)\n'
    )
    assert app("r = " + program, "upsert_by_look_up", {"line": 1}).startswith(
        'r = {"created": (row := await db.express.find_one("U", w)) is None, "record": await'
    )


def test_reads_get_a_copy_of_a_filter_that_is_shared():
    program = """
        def live(express, where=None):
            return express.list("User", where), express.count("User", filter=where)

        live(db.express_sync)
        db.express_sync.list("User", where, include_deleted=True)
    """
    changed = app(program, "copy_filter", {"line": 2})
    assert 'list("User", dict(where or {})), express.count("User", filter=dict(where or {}))' in changed
    assert 'list("User", where, include_deleted=True)' in changed


def test_a_bulk_call_in_a_try_becomes_a_call_for_each_record():
    program = """
        def load(users):
            refused = 0
            try:
                db.express_sync.bulk_create("User", records=users)
            except DataFlowError:
                refused += 1
            return refused
    """
    after = app(program, "write_one_by_one", {"line": 4})
    assert after == dedented("""
        def load(users):
            refused = 0
            for user in users:
                try:
                    db.express_sync.create("User", data=user)
                except DataFlowError:
                    refused += 1
            return refused
    """)


@pytest.mark.parametrize(
    "program",
    [
        "db.express_sync.bulk_create('User', users)\n",
        "try:\n    done = db.express_sync.bulk_create('User', users)\nexcept DataFlowError:\n    pass\n",
        "try:\n    db.express_sync.bulk_create('User', users)\nexcept DataFlowError:\n    raise\n",
        "try:\n    db.express_sync.bulk_create('User', users)\n    told()\nexcept DataFlowError:\n    pass\n",
    ],
)
def test_a_bulk_call_whose_errors_end_it_all_stays(program):
    assert untouched(program, "write_one_by_one", {"line": 1})


def test_a_record_that_is_written_back_is_given_without_what_read_added():
    one = app("db.express.update('U', key, dict(row))\n", "columns_only", {"line": 1})
    assert one == (
        "db.express.update('U', key, {k: v for k, v in dict(row).items() "
        "if k not in ('id', 'found', 'created_at', 'updated_at')})\n"
    )
    many = app('db.express.bulk_update("U", rows)\n', "columns_only", {"line": 1})
    assert "[{k: v for k, v in row.items() if k not in" in many
    assert '"id"' not in many
    assert untouched('db.express.update("U", key, {"age": 3})\n', "columns_only", {"line": 1})


def test_an_increment_is_computed_where_its_key_is_a_variable_or_in_the_call():
    program = """
        async def bump(express, model, key, name):
            change = {}
            change[name] = {"$inc": 2}
            await express.update(model, key, change)

        await bump(db.express, "Gate", "g1", name)
    """
    changed = app(program, "increase_stored_value", {"line": 4, "operator": "$inc"})
    assert "change[name] = (await express.read(model, key))[name] + 2\n" in changed
    program = """
        from changes import increments
        db.express_sync.update("Gate", key, increments(rows))
    """
    changed = app(program, "increase_stored_value", {"line": 2, "operator": "$inc"})
    assert (
        '{k: db.express_sync.read("Gate", key)[k] + v["$inc"] if isinstance(v, dict) and "$inc" in v else v'
        " for k, v in increments(rows).items()}"
    ) in changed


def test_a_record_is_looked_up_by_its_own_field():
    before = (
        "async def f(x):\n    row = await db.express.read('A', x)\n    await db.express.update('A', x, {'n': 1})\n"
        "    await db.express.delete('A', row['id'])\n"
    )
    found = "db.express.find_one('A', {'b': x})"
    after = (
        f"async def f(x):\n    row = await {found}\n"
        f"    await db.express.update('A', (await {found})['id'], {{'n': 1}})\n"
        "    await db.express.delete('A', row['id'])\n"
    )
    assert app(before, "look_up_by_field", {"model": "A"}, field="b") == after
