"""Decimal fields, whose columns are text on MySQL."""

from typing import Any

import pytest
from edit_samples import app
from evidence_samples import call, view

from dataflow_debugger.agent.checks import run
from dataflow_debugger.agent.checks.view import View

FIELDS = {
    "id": {"type": "str", "required": True, "primary_key": True},
    "cost": {"type": "Optional[decimal.Decimal]"},
}


def read(
    args: dict[str, Any], costs: list[str], url: str = "mysql://u@h/d", source: str = "", **more: Any
) -> View:
    return view(
        source=source,
        inspector={
            "models": [{"name": "Fee", "table": "fees", "fields": FIELDS}],
            "instances": [{"url": url, "options": {}}],
            "databases": [],
        },
        calls=[
            call(
                "express_sync.list", args={"model": "Fee", **args}, result=[{"cost": cost} for cost in costs]
            )
        ],
        **more,
    )


@pytest.mark.parametrize(
    ("args", "costs", "holds"),
    [
        ({"order_by": ["-cost"]}, ["<str:6>", "<str:5>", "<str:8>"], True),
        ({"order_by": ["cost"]}, ["<str:8>", "<str:5>"], True),
        ({"order_by": [{"cost": -1}]}, ["<str:5>", "<str:6>"], True),
        ({"order_by": ["-cost"]}, ["<str:8>", "<str:6>", "<str:6>"], False),
        ({"order_by": ["-cost"]}, ["<float>", "<float>"], False),
        ({"order_by": ["id"]}, ["<str:6>", "<str:8>"], False),
        ({"filter": {"cost": {"$gt": "<Decimal>"}}}, ["<str:6>"], False),
    ],
)
def test_an_order_that_goes_by_letters_shows_in_the_lengths(
    args: dict[str, Any], costs: list[str], holds: bool
) -> None:
    assert run(read(args, costs), "decimal_compared_as_text", {}).holds is holds


@pytest.mark.parametrize(
    ("filter_", "source", "holds"),
    [
        ({"cost": {"$gt": "<Decimal>"}}, "", True),
        ({"cost": "<str:4>"}, "cost: Decimal", True),
        ({"cost": {"$gt": "<float>"}}, "", False),
        ({"cost": {"$gt": "<Decimal>"}}, "'ALTER TABLE fees MODIFY cost DECIMAL(9, 2)'", False),
    ],
)
def test_a_comparison_counts_where_the_user_sees_a_mistake(
    filter_: dict[str, Any], source: str, holds: bool
) -> None:
    seen = read({"filter": filter_}, [], source=source, symptom="fees are missing")
    found = run(seen, "decimal_compared_as_text", {})
    assert found.holds is holds
    assert not holds or found.bindings["column_type"] == "DECIMAL(30, 10) NULL"


def test_other_databases_refuse_the_value() -> None:
    seen = read({"order_by": ["cost"]}, ["<str:8>", "<str:5>"], url="postgresql://u@h/d")
    assert not run(seen, "decimal_compared_as_text", {}).holds


PROGRAM = """
    db = DataFlow(URL)


    @db.model
    class Fee:
        id: str
        cost: Decimal


    db.express_sync.create("Fee", {"id": "a", "cost": Decimal(line["cost"])})
    total = sum(Decimal(row["cost"]) for row in rows) + Decimal(row.get("cost")) + Decimal(text)
"""


def test_the_column_is_changed_and_floats_become_exact() -> None:
    with_ = {"table": "fees", "field": "cost", "column_type": "DECIMAL(30, 10) NULL"}
    after = app(PROGRAM, "decimal_column", {"model": "Fee"}, **with_)
    assert 'text("ALTER TABLE fees MODIFY cost DECIMAL(30, 10) NULL")' in after
    assert after.splitlines()[-2:] == [
        'db.express_sync.create("Fee", {"id": "a", "cost": Decimal(line["cost"])})',
        'total = sum(Decimal(str(row["cost"])) for row in rows) + Decimal(str(row.get("cost"))) + Decimal(text)',
    ]
