"""Edits around what Express's bulk calls take and return."""

import pytest
from edit_samples import app, untouched


def test_the_number_is_taken_out_of_a_bulk_summary():
    before = (
        "def fill(rows):\n    return db.express_sync.bulk_create('A', rows)\n\n\n"
        "made = fill(ROWS)\nprint(f'{len(made)} of {len(ROWS)}', len(fill([])))\n"
    )
    result = app(before, "number_of_summary", use="number")
    assert "print(f'{made[\"inserted\"]} of {len(ROWS)}', fill([])['inserted'])" in result
    assert untouched(before, "number_of_summary", use="rows")


@pytest.mark.parametrize(
    ("given", "result"),
    [(True, "rows"), (False, 'db.express_sync.list("A", order_by=["-id"], limit=len(rows))[::-1]')],
)
def test_the_records_go_on_in_the_place_of_a_bulk_summary(given, result):
    before = 'def fill(rows):\n    return db.express_sync.bulk_create("A", rows)\n'
    after = f'def fill(rows):\n    db.express_sync.bulk_create("A", rows)\n    return {result}\n'
    assert app(before, "records_for_summary", model="A", given_ids=given, use="rows") == after


def test_a_filter_that_a_helper_hands_on_to_bulk_delete():
    program = "def purge(**where):\n    return db.express_sync.bulk_delete(model='Pet', ids=where)\n"
    assert app(program, "ids_of_filter") == (
        "def purge(**where):\n    return db.express_sync.bulk_delete(model='Pet', "
        "ids=[row['id'] for row in db.express_sync.list('Pet', where, limit=10000)])\n"
    )
    assert untouched(program, "ids_of_filter", {"form": "records"})
    assert untouched("ids = ['a']\ndb.express_sync.bulk_delete('Pet', ids)\n", "ids_of_filter")


@pytest.mark.parametrize(
    ("form", "given", "result"),
    [
        ("filter", "wanted, {'a': 1}", "[{'id': row['id'], 'a': 1} for row in {rows}]"),
        ("filter", "where=wanted, data=new", "[{'id': row['id'], **new} for row in {rows}]"),
        ("ids", "ids, {'a': 1, **new}", "[{'id': one, 'a': 1, **new} for one in ids]"),
        ("id", "pet_id, new", "[{'id': pet_id, **new}]"),
        ("record", "{'id': 1, 'a': 2}", "[{'id': 1, 'a': 2}]"),
        ("by_id", "a | b", "[{'id': key, **changes} for key, changes in (a | b).items()]"),
    ],
)
def test_a_bulk_update_gets_records(form, given, result):
    rows = "db.express_sync.list('Pet', wanted, limit=10000)"
    before = f"def change():\n    db.express_sync.bulk_update('Pet', {given})\n"
    after = f"def change():\n    db.express_sync.bulk_update('Pet', {result.replace('{rows}', rows)})\n"
    assert app(before, "records_of_bulk_update", form=form) == after


def test_the_rows_of_an_awaited_bulk_update_are_awaited_too():
    before = "async def change(where):\n    await db.express.bulk_update('Pet', where, {'a': 1})\n"
    assert "for row in await db.express.list('Pet', where," in app(
        before, "records_of_bulk_update", form="filter"
    )
