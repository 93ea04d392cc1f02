"""Edits of the keys of node parameters and Express calls, wherever the dictionary is written."""

import pytest
from edit_samples import app, dedented, edited, untouched

USER = {"model": "User", "key": "nam", "to": "name"}


@pytest.mark.parametrize(
    "program",
    [
        'db.express_sync.create("User", {"id": 1, "nam": "a"})',
        "await db.express.create('User', data={'id': 1, 'nam': 'a'})",
        'wf.add_node("UserCreateNode", "u", {"nam": "a"})',
        'wf.add_node("UserCreateNode", "u", nam="a")',
        'wf.add_node(node_type="UserCreateNode", node_id="u", config={"nam": "a"})',
        'row = {"nam": "a"}\ndb.express_sync.create("User", row)',
        'row = {}\nrow["nam"] = "a"\ndb.express_sync.create("User", row)',
        'row = dict(id=1, nam="a")\ndb.express_sync.create("User", row)',
        'row = {"id": 1}\nrow.update({"nam": "a"})\ndb.express_sync.create("User", row)',
        'row = {"id": 1}\nrow.update(nam="a")\ndb.express_sync.create("User", row)',
        'row = {"id": 1}\nrow.setdefault("nam", "a")\ndb.express_sync.create("User", row)',
        'row = {"id": 1}\nrow |= {"nam": "a"}\ndb.express_sync.create("User", row)',
        'db.express_sync.create("User", {**BASE, "id": 1})\nBASE = {"nam": "a"}',
        'db.express_sync.create("User", {"id": 1} | {"nam": "a"})',
        'for row in [{"nam": "a"}]:\n    db.express_sync.create("User", row)',
        'ROWS = [{"nam": "a"}]\nfor n, row in enumerate(ROWS):\n    db.express_sync.create("User", row)',
        'ROWS = {"x": {"nam": "a"}}\nfor k, row in ROWS.items():\n    db.express_sync.create("User", row)',
        'ROWS = {"x": {"nam": "a"}}\ndb.express_sync.create("User", ROWS["x"])',
        'def save(row):\n    db.express_sync.create("User", row)\nsave({"nam": "a"})',
        'def save(*, row=None):\n    db.express_sync.create("User", row)\nsave(row={"nam": "a"})',
        'def make():\n    return {"nam": "a"}\ndb.express_sync.create("User", make())',
        'db.express_sync.bulk_create("User", [{"nam": n} for n in names])',
        'db.express_sync.update("User", 1, {"nam": "a"})',
        'wf.add_node("UserUpdateNode", "u", {"filter": {"id": 1}, "fields": {"nam": "a"}})',
        'wf.add_node("UserBulkCreateNode", "u", {"data": [{"nam": "a"}, {"nam": "b"}]})',
        'wf.add_node("UserCreateNode", "u", {})\nrt.execute(wf.build(), parameters={"u": {"nam": "a"}})',
        'EX = db.express_sync\nEX.create("User", {"nam": "a"})',
        'class Seed:\n    row = {"nam": "a"}\ndb.express_sync.create("User", Seed.row)',
        'class S:\n def go(self):\n  self.r = {"nam": 1}\n  db.express_sync.create("User", self.r)',
        'row = {"nam": "a"}  # kept\ncopy = row.copy()\ndb.express_sync.create("User", copy)',
        'async def f(row):\n await db.express.create("User", row)\nasync def g():\n await f({"nam": 1})',
    ],
)  # fmt: skip
def test_a_key_is_renamed_where_it_is_written(program):
    found = {"model": "User"} if "parameters" not in program else {"node": "u"}
    result = app(program, "rename_key", found, key="nam", to="name")
    assert result == program.replace("nam=", "name=").replace('"nam"', '"name"').replace("'nam'", "'name'")


def test_a_key_written_in_another_module_is_changed_there():
    files = {
        "app.py": 'from data.rows import ROW\nimport data.rows as r\ndb.express_sync.create("User", ROW)\n',
        "data/rows.py": "ROW = {'nam': 'a'}\n",
    }
    assert edited(files, "rename_key", USER) == {"data/rows.py": "ROW = {'name': 'a'}\n"}


def test_other_dictionaries_with_the_key_stay():
    program = 'other = {"nam": 1}\ndb.express_sync.create("Pet", {"nam": 1})\nprint({"nam": 1})\n'
    assert untouched(program, "rename_key", USER)


def test_a_key_that_is_there_under_its_right_name_is_not_doubled():
    assert untouched('db.express_sync.create("User", {"nam": 1, "name": 2})', "rename_key", USER)


def test_renaming_keeps_comments_quotes_and_layout():
    program = """
        db.express_sync.create(
            "User",
            {
                'id': "1",  # the id
                # the name follows
                'nam': "Ädä",  # nam is meant
            },
        )
        """
    result = app(program, "rename_key", USER)
    assert result == dedented(program).replace("'nam':", "'name':")


def test_keys_are_removed_with_their_lines():
    program = """
        db.express_sync.create("User", {
            "id": 1,
            "created_at": now(),  # by hand
            "updated_at": now(),
        })
        db.express_sync.update("User", 1, {"name": "x", "updated_at": now()})
        """
    assert app(program, "remove_key", {"model": "User"}, key=["created_at", "updated_at"]) == dedented(
        """
        db.express_sync.create("User", {
            "id": 1,
        })
        db.express_sync.update("User", 1, {"name": "x"})
        """
    )


def test_a_key_put_in_by_a_statement_is_removed_with_the_statement():
    program = """
        def save():
            row = {"id": 1}
            row["created_at"] = now()  # by hand
            db.express_sync.create("User", row)
        """
    result = app(program, "remove_key", {"model": "User"}, key="created_at")
    assert "created_at" not in result and result.count("\n") == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('wf.add_node("UserListNode", "l", {})', 'wf.add_node("UserListNode", "l", {"limit": 100})'),
        ('wf.add_node("UserListNode", "l")', 'wf.add_node("UserListNode", "l", {"limit": 100})'),
        (
            'wf.add_node("UserListNode", "l", filter={})',
            'wf.add_node("UserListNode", "l", filter={}, limit=100)',
        ),
        (
            'wf.add_node("UserListNode", "l", {\n    "filter": {},\n})',
            'wf.add_node("UserListNode", "l", {\n    "filter": {},\n    "limit": 100,\n})',
        ),
        (
            "p = {}\nwf.add_node('UserListNode', 'l', p)",
            "p = {'limit': 100}\nwf.add_node('UserListNode', 'l', p)",
        ),
    ],
)
def test_a_key_is_added(before, after):
    assert app(before, "add_key", {"node": "l"}, key="limit", value="100") == after


def test_a_key_gets_another_value():
    program = 'wf.add_node("UserListNode", "l", {"order_by": "name"})\n'
    assert app(program, "set_key", {"node": "l"}, key="order_by", value="[$VALUE]") == (
        'wf.add_node("UserListNode", "l", {"order_by": ["name"]})\n'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('wf.add_node("UCreateNode", "u", {"data": row})', 'wf.add_node("UCreateNode", "u", row)'),
        ('wf.add_node("UCreateNode", "u", data=row)', 'wf.add_node("UCreateNode", "u", row)'),
        (
            'wf.add_node("UCreateNode", "u", {"data": {"id": 1}, "x": 2})',
            'wf.add_node("UCreateNode", "u", {"id": 1, "x": 2})',
        ),
        (
            'wf.add_node("UCreateNode", "u", {"x": 2, "data": row})',
            'wf.add_node("UCreateNode", "u", {"x": 2, **row})',
        ),
        (
            'p = {}\np["data"] = row\nwf.add_node("UCreateNode", "u", p)',
            'p = {}\np.update(row)\nwf.add_node("UCreateNode", "u", p)',
        ),
        (
            'wf.add_node("UNode", "u", {\n    "data": {\n        "id": 1,  # a\n        "b": 2,\n    }\n})',
            'wf.add_node("UNode", "u", {\n    "id": 1,  # a\n    "b": 2,\n})',
        ),
    ],
)
def test_a_level_is_taken_out(before, after):
    assert app(before, "flatten_key", {"node": "u"}, key="data") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'wf.add_node("UUpdateNode", "u", {"id": 1, "name": "x", "age": 3})',
            'wf.add_node("UUpdateNode", "u", {"filter": {"id": 1}, "fields": {"name": "x", "age": 3}})',
        ),
        (
            'wf.add_node("UUpdateNode", "u", {"name": "x", "id": 1, "age": 3})',
            'wf.add_node("UUpdateNode", "u", {"fields": {"name": "x", "age": 3}, "filter": {"id": 1}})',
        ),
        (
            'wf.add_node("UUpdateNode", "u", id=1, name="x")',
            'wf.add_node("UUpdateNode", "u", filter={"id": 1}, fields={"name": "x"})',
        ),
        (
            'wf.add_node("UUpdateNode", "u", {"id": 1, "fields": {"name": "x"}})',
            'wf.add_node("UUpdateNode", "u", {"filter": {"id": 1}, "fields": {"name": "x"}})',
        ),
    ],
)
def test_flat_keys_are_put_under_the_parts_that_an_update_has(before, after):
    found = {"node": "u"}
    assert app(before, "nest_keys", found, keys=["id"], under="filter", rest="fields") == after


def test_what_all_goes_under_one_key_is_wrapped_where_it_is_handed_over():
    program = 'WHERE = {"id": 1}\nwf.add_node("UDeleteNode", "d", WHERE)\n'
    assert app(program, "nest_keys", {"node": "d"}, keys=["id"], under="filter") == (
        'WHERE = {"id": 1}\nwf.add_node("UDeleteNode", "d", {"filter": WHERE})\n'
    )


@pytest.mark.parametrize("edit", ["rename_key", "remove_key", "flatten_key", "add_key", "set_key"])
def test_without_such_a_call_there_is_no_edit(edit):
    arguments = {"rename_key": {"to": "b"}, "add_key": {"value": "1"}, "set_key": {"value": "1"}}
    assert untouched("x = {'a': 1}\n", edit, {"model": "User"}, key="a", **arguments.get(edit, {}))
