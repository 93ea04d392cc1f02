"""Which field of a payload an argument of the statement is."""

from typing import Any

import pytest
from evidence_samples import call, models, raised, view

from dataflow_debugger.agent.checks import run
from dataflow_debugger.agent.checks.arguments import field_of_argument
from dataflow_debugger.agent.checks.payloads import payloads

REFUSED = "invalid input for query argument $%d: 'x' (expected a datetime.date instance, got 'str')"


@pytest.mark.parametrize(
    ("operation", "args", "number", "field"),
    [
        ("create", {"data": {"age": "<int>", "id": "<str:1>"}}, 1, "id"),
        ("update", {"id": "<str:1>", "fields": {"age": "<int>", "name": "<str:2>"}}, 2, "name"),
        ("update", {"id": "<str:1>", "fields": {"age": "<int>", "name": "<str:2>"}}, 3, "id"),
        ("list", {"filter": {"name": "<str:2>", "age": {"$gt": "<str:2>"}}}, 2, "age"),
        ("list", {"filter": {"age": {"$gt": "<int>", "$lt": "<int>"}, "name": "<str:2>"}}, 3, "name"),
        ("list", {"filter": {"id": {"$in": ["<str:1>", "<+3>"]}, "name": "<str:2>"}}, 5, "name"),
        ("list", {"filter": {"tags": {"$null": "<bool>"}, "age": "<None>", "name": "<str:2>"}}, 1, "name"),
        ("list", {"filter": {"name": "<str:2>"}}, 2, None),
    ],
)
def test_the_number_of_an_argument_tells_its_field(
    operation: str, args: dict[str, Any], number: int, field: str | None
) -> None:
    seen = view(
        inspector=models(),
        calls=[call(f"express_sync.{operation}", args={"model": "User", **args}, ok=False)],
    )
    assert field_of_argument(seen, payloads(seen)[0], number) == field


@pytest.mark.parametrize(("number", "holds"), [(1, True), (2, False)])
def test_only_the_refused_argument_is_blamed_on_its_column(number: int, holds: bool) -> None:
    seen = view(
        inspector=models(),
        exception=raised("asyncpg.exceptions.DataError", REFUSED % number),
        calls=[
            call(
                "express_sync.list",
                args={"model": "User", "filter": {"name": "<str:2>", "age": {"$gt": "<str:2>"}}},
                ok=False,
            )
        ],
    )
    with_ = {"pattern": "invalid input for query argument .*", "field_type": "str", "value_type": "str"}
    assert run(seen, "existing_column_refuses", with_).holds is holds
