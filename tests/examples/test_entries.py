"""Every example program of every entry, run for real: the bad one is diagnosed as its entry first, its fix makes
it behave as the good one, and right programs yield no diagnosis.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from dataflow_debugger.evals.examples import ExampleOutcome, Examples
from dataflow_debugger.knowledge_base.loader import load
from dataflow_debugger.knowledge_base.schema import Entry, Example, NearMiss

KB = load()
PAIRS = [(entry, example) for entry in KB for example in entry.examples]
NEAR_MISSES = [(entry, near) for entry in KB for near in entry.near_misses]

pytestmark = pytest.mark.examples


@cache
def runner() -> Examples:
    return Examples(KB)


def _name(value: object) -> str:
    return (
        value.code if isinstance(value, Entry) else Path(getattr(value, "bad", getattr(value, "ok", ""))).stem
    )


def _settle(result: ExampleOutcome, database: str) -> None:
    if result.skipped:
        required = os.environ.get("DATAFLOW_DEBUGGER_REQUIRE_POSTGRES") and database == "postgresql"
        assert not required, f"this run must not skip: {result.skipped}"
        pytest.skip(result.skipped)
    assert not result.problems, "\n".join(result.problems)


@pytest.mark.parametrize(("entry", "example"), PAIRS, ids=_name)
def test_bad_is_diagnosed_and_mended_and_good_is_silent(
    entry: Entry, example: Example, tmp_path: Path
) -> None:
    _settle(runner().run_example(entry, example, tmp_path), example.database)


@pytest.mark.parametrize(("entry", "near"), NEAR_MISSES, ids=_name)
def test_near_miss_is_silent(entry: Entry, near: NearMiss, tmp_path: Path) -> None:
    _settle(runner().run_near_miss(entry, near, tmp_path), near.database)
