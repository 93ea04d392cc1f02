"""Shapes keep structure and names, never the data."""

from __future__ import annotations

import datetime
import decimal
from typing import Any

import pytest

from dataflow_debugger.agent.capture.shapes import KEYS_MAX, shape, without_literals


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("hello", "<str:5>"),
        (3, "<int>"),
        (2.5, "<float>"),
        (12345.67, "<float>"),
        (-0.00123456789, "<float:9>"),
        (1e300, "<float>"),
        (float("nan"), "<float>"),
        (True, "<bool>"),
        (None, "<None>"),
        (b"abc", "<bytes:3>"),
        (datetime.datetime(2020, 1, 1), "<datetime>"),
        (decimal.Decimal("1.0"), "<Decimal>"),
        (ValueError("x"), "<ValueError>"),
        (len, "<function>"),
        (int, "<class int>"),
        ([1, "a", None, 4, 5], ["<int>", "<str:1>", "<None>", "<+2>"]),
        ((1, 2), ["<int>", "<int>"]),
        ({"a": {"b": [1]}}, {"a": {"b": ["<int>"]}}),
        ({3: "x"}, {"3": "<str:1>"}),
    ],
)
def test_leaves_and_containers(value: Any, expected: Any) -> None:
    assert shape(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"limit": 5, "stock": 5}, {"limit": 5, "stock": "<int>"}),
        ({"rows_affected": 0, "updated": True}, {"rows_affected": 0, "updated": True}),
        ({"order_by": ["-age", "name"]}, {"order_by": ["-age", "name"]}),
        ({"order_by": [{"age": -1}]}, {"order_by": [{"age": -1}]}),
        ({"fields": {"name": "Ada"}}, {"fields": {"name": "<str:3>"}}),
        ({"model": "User", "name": "User"}, {"model": "User", "name": "<str:4>"}),
        (
            {"filter": {"age": {"$gte": 3}, "x__lte": 1}},
            {"filter": {"age": {"$gte": "<int>"}, "x__lte": "<int>"}},
        ),
        ({"error": "no such table: users"}, {"error": "no such table: users"}),
        ({"status": "a sentence with spaces"}, {"status": "<str:22>"}),
        ({"sql": "SELECT 1 WHERE n = 'Ada'"}, {"sql": "SELECT ? WHERE n = '***'"}),
        ({"query": "Ada Lovelace"}, {"query": "<str:12>"}),
    ],
)
def test_under_some_keys_the_value_belongs_to_the_program(value: Any, expected: Any) -> None:
    assert shape(value) == expected


def test_what_is_long_or_deep_is_cut() -> None:
    many = shape({f"k{number}": 1 for number in range(KEYS_MAX + 5)})
    assert many["<+5>"] == "<more>"
    assert len(many) == KEYS_MAX + 1
    nested: Any = 1
    for _ in range(20):
        nested = {"a": nested}
    assert "<dict:1>" in str(shape(nested))


def test_a_wide_and_deep_value_stays_small() -> None:
    def wide(depth: int) -> Any:
        return {f"key{number}": wide(depth - 1) for number in range(30)} if depth else "x"

    assert len(str(shape(wide(3)))) < 20_000


def test_objects_that_refuse_to_be_read_have_their_type() -> None:
    class Odd(dict):  # type: ignore[type-arg]
        def items(self) -> Any:
            raise RuntimeError("no")

    assert shape({"a": Odd()}) == {"a": "<Odd>"}


def test_with_values_the_leaves_are_shown_but_long_ones_are_cut() -> None:
    shown = shape({"a": "x" * 500, "b": 3, "c": [1, 2, 3, 4]}, values=True)
    assert shown["b"] == 3
    assert shown["c"] == [1, 2, 3, "<+1>"]
    assert len(shown["a"]) == 121


def test_statements_lose_their_values_and_keep_their_names() -> None:
    sql = "INSERT INTO t1 (a, b2) VALUES ('it''s', 12.5, $1, ?)"
    assert without_literals(sql) == "INSERT INTO t1 (a, b2) VALUES ('***', ?, $1, ?)"
