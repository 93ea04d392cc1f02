"""Edits of stored values: conversions, fields kept as text, columns, parameters of URLs."""

import pytest
from edit_samples import app

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
