"""What an Express read takes for "no such record" is kept with the call."""

import asyncio
import contextlib
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from dataflow_debugger.agent.capture import hidden_errors, state, undo


class Express:
    """Answers as DataFlow's does: an error whose text says so means that there is no record."""

    async def _trust_record_success(self) -> None:
        return None

    async def read(self, error: Exception | None) -> None:
        try:
            if error is not None:
                raise error
        except RuntimeError:
            await self._trust_record_success()
            return
        await self._trust_record_success()


@pytest.fixture(autouse=True)
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(state, "current", SimpleNamespace())
    monkeypatch.setattr(undo, "put", setattr)
    original = Express._trust_record_success
    hidden_errors.watch(Express)
    yield
    Express._trust_record_success = original  # type: ignore[method-assign]


def kept(error: Exception | None, api: str = "express.read", around: Exception | None = None) -> Any:
    record: dict[str, Any] = {}

    async def reading() -> None:
        hidden_errors.begun(api, record)
        await Express().read(error)

    with contextlib.suppress(KeyError):
        if around is None:
            asyncio.run(reading())
        else:
            try:
                raise around
            except ValueError:
                asyncio.run(reading())
    return record.get("hidden")


def test_the_error_is_kept() -> None:
    assert kept(RuntimeError('relation "users" does not exist')) == 'relation "users" does not exist'


def test_an_answer_is_no_error() -> None:
    assert kept(None) is None
    assert kept(RuntimeError("Record not found")) is None
    assert kept(RuntimeError("x"), api="express.update") is None


def test_an_error_that_the_program_handles_meanwhile_is_its_own() -> None:
    assert kept(None, around=ValueError("of the program")) is None
