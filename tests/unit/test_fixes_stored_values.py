"""Edits of stored values: conversions, fields kept as text, columns, parameters of URLs."""

import pytest
from edit_samples import app, untouched

MODEL = "@db.model\nclass Dish:\n    id: str\n    price: Decimal\n\n\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"postgresql://h/x?pool_size=5&sslmode=prefer"', '"postgresql://h/x?sslmode=prefer"'),
        ('"postgresql://h/x?sslmode=prefer&pool_size=5"', '"postgresql://h/x?sslmode=prefer"'),
        ('f"postgresql://{host}/x?pool_size={size}"', 'f"postgresql://{host}/x"'),
        ('BASE + "?pool_size=5"', "BASE"),
    ],
)
def test_a_parameter_leaves_the_url(before, after):
    result = app(f"db = DataFlow({before})\n", "drop_url_parameters", names=["pool_size"])
    assert f"db = DataFlow({after})\n" in result


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("started + delta", "(started + delta).isoformat()"),
        ("started", "started.isoformat()"),
    ],
)
def test_a_given_value_is_converted(before, after):
    text = f'{MODEL}db.express_sync.create("Dish", {{"id": "a", "price": {before}}})\n'
    result = app(text, "convert_given", {"model": "Dish"}, key="price", value="$VALUE.isoformat()")
    assert f'"price": {after}}}' in result


def test_a_field_is_kept_as_text():
    text = (
        f'{MODEL}db.express_sync.create("Dish", {{"id": "a", "price": Decimal("4.80")}})\n'
        'print(db.express_sync.list("Dish", {"price": {"$in": wanted}})[0]["price"])\n'
    )
    result = app(text, "store_as_text", {"model": "Dish"}, field="price", read="Decimal($READ)")
    assert "    price: str\n" in result
    assert '"price": str(Decimal("4.80"))}' in result
    assert '{"$in": [str(value) for value in wanted]}' in result
    assert 'print(Decimal(db.express_sync.list("Dish"' in result


def _loans(made: str, given: str) -> str:
    return (
        "from datetime import datetime, timezone\n\n\n@db.model\nclass Loan:\n    id: str\n    due: datetime\n\n\n"
        f"def now():\n    return {made}\n\n\n"
        f"def lend(at):\n    db.express_sync.create('Loan', {{'id': 'a', 'due': {given}}})\n\n\n"
        "def late():\n    return db.express_sync.count('Loan', {'due': {'$lt': now()}})\n\n\n"
        "lend(datetime(2025, 1, 1, tzinfo=timezone.utc))\n"
    )


def test_a_zone_is_taken_where_a_function_makes_the_times():
    bare = "datetime.now(timezone.utc).replace(tzinfo=None)"
    result = app(
        _loans("datetime.now(timezone.utc)", "now()"), "naive_times", key="due", value="$VALUE.naive()"
    )
    assert result == _loans(bare, "now()")


def test_a_zone_is_taken_from_what_a_caller_hands_over_where_it_is_given():
    bare = "datetime.now(timezone.utc).replace(tzinfo=None)"
    result = app(_loans("datetime.now(timezone.utc)", "at"), "naive_times", key="due", value="$VALUE.naive()")
    assert result == _loans(bare, "at.astimezone(timezone.utc).replace(tzinfo=None)")
    assert untouched(_loans("datetime.now()", "now()"), "naive_times", key="due", value="$VALUE.naive()")


DEPOSITS = """import asyncio


@db.model
class Deposit:
    id: str
    euros: float


{0}


async def main():
    {1}
    await db.express.create("Deposit", {{"id": "a", "euros": 1.5}})


asyncio.run(main())
"""
ALTERED = """
    await db.create_tables_async()
    async with db.transactions.begin() as transaction:
        await transaction.execute_raw("ALTER TABLE deposits ALTER COLUMN euros TYPE double precision")
"""


RESET = 'async def reset(c):\n    await c.execute("DROP TABLE IF EXISTS deposits")'


@pytest.mark.parametrize(
    ("helper", "drop"),
    [(RESET, "await reset(c)"), ("N = 1", 'await c.execute("DROP TABLE deposits CASCADE")')],
)
def test_a_column_is_altered_after_an_awaited_drop_of_its_table(helper, drop):
    before = DEPOSITS.format(helper, drop)
    to = {"table": "deposits", "column": "euros", "to": "double precision"}
    assert drop + ALTERED in app(before, "alter_column", {"model": "Deposit"}, **to)


def test_a_column_is_altered_after_its_model_where_another_table_is_dropped():
    before = DEPOSITS.format("N = 1", 'await c.execute("DROP TABLE others")')
    result = app(before, "alter_column", {"model": "Deposit"}, table="deposits", column="euros", to="float8")
    assert "euros: float\n\n\nwith db.transactions_sync.begin() as transaction:\n" in result
