"""Parts of the way in for services: fingerprints, the table of failures, rate, claims, the logging handler."""

from __future__ import annotations

import builtins
import logging
from pathlib import Path

import pytest

from dataflow_debugger.agent.hooks.service import claims, fingerprint
from dataflow_debugger.agent.hooks.service.fingerprint import made
from dataflow_debugger.agent.hooks.service.handler import DebugHandler
from dataflow_debugger.agent.hooks.service.known import Rate, Table


def _raised(message: str, node: str | None = None, kind: type[Exception] = ValueError) -> Exception:
    try:
        error = kind(message)
        if node is not None:
            error.node_id = node  # type: ignore[attr-defined]
        raise error
    except Exception as found:
        return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("no row with id 17", "no row with id 99120"),
        ("UNIQUE failed for 'ada@example.com'", "UNIQUE failed for 'bo@example.com'"),
        ("at 0x7f3a", "at 0xffee00"),
        ("run 0b9f6a3e-5d0c-4a51-9c3b-2f8f2a6f8f10 ended", "run 5c1a6a3e-5d0c-4a51-9c3b-2f8f2a6f8f99 ended"),
    ],
)
def test_values_are_no_part_of_a_fingerprint(one: str, other: str) -> None:
    assert fingerprint.of(_raised(one)).id == fingerprint.of(_raised(other)).id


def test_type_node_place_and_words_are() -> None:
    first = _raised("no row")
    found = [first, _raised("no table"), _raised("no row", "create"), _raised("no row", kind=KeyError)]
    try:
        raise ValueError("no row")
    except ValueError as elsewhere:
        found.append(elsewhere)
    marks = [fingerprint.of(error) for error in found]
    assert len({mark.id for mark in marks}) == 5
    assert marks[0].place.endswith(" in _raised")
    assert marks[2].node == "create"


def test_a_group_is_its_first_failure() -> None:
    inner = _raised("no row with id 3")
    group = builtins.ExceptionGroup("several", [builtins.ExceptionGroup("inner", [inner]), OSError("gone")])
    assert fingerprint.of(group).id == fingerprint.of(inner).id


def test_a_hostile_exception_has_a_fingerprint_too() -> None:
    class Hostile(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no")

    assert fingerprint.of(Hostile(3)).type.endswith("Hostile")


def test_the_table_forgets_what_was_unseen_for_longest() -> None:
    table = Table(most=2)
    a, b, c = (made("ValueError", f"app.py:{line} in f", None, "x") for line in (1, 2, 3))
    for mark in (a, b, a, c):
        table.count(mark)
    assert [(one["fingerprint"], one["count"]) for one in table.shown()] == [(a.id, 2), (c.id, 1)]
    assert table.forgotten == 1


def test_the_rate_is_kept() -> None:
    rate = Rate(3)
    assert [rate.allow() for _ in range(5)] == [True, True, True, False, False]
    assert not Rate(0).allow()


def test_a_claim_holds_while_its_evidence_is_there(tmp_path: Path) -> None:
    assert claims.take(tmp_path, "aa")
    assert not claims.take(tmp_path, "aa")
    (tmp_path / "one.json").write_text("{}")
    claims.fulfil(tmp_path, "aa", "one.json")
    assert not claims.take(tmp_path, "aa")
    (tmp_path / "one.json").unlink()
    assert claims.take(tmp_path, "aa")


class _Taken:
    def __init__(self) -> None:
        self.errors: list[BaseException] = []

    def failed(self, error: BaseException, *_: object) -> None:
        self.errors.append(error)


def test_the_handler_takes_exceptions_and_leaves_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    taken = _Taken()
    logger = logging.Logger("shop")
    logger.propagate = False
    logger.addHandler(DebugHandler(recorder=taken))  # type: ignore[arg-type]
    known = logging.getLogger("shop")
    known.propagate, known.handlers = False, list(logger.handlers)
    try:
        raise ValueError("no")
    except ValueError as error:
        logger.exception("failed")
        logger.warning("only a warning", exc_info=True)
        logger.error("without an exception")
        assert taken.errors == [error]
    finally:
        known.propagate, known.handlers = True, []
    shown = capsys.readouterr().err
    assert "failed" in shown
    assert "ValueError: no" in shown
    assert "only a warning" in shown
