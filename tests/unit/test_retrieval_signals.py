"""Structural signals: types, message patterns, codes, versions."""

from pathlib import Path

import pytest

from dataflow_debugger.knowledge_base.loader import load
from dataflow_debugger.retrieval.query import Query
from dataflow_debugger.retrieval.signals import SignalIndex, in_range, type_matches

KB = load(Path(__file__).parents[1] / "data" / "knowledge")
VALIDATION = "kailash.sdk_exceptions.WorkflowValidationError"


def match(**fields):
    return SignalIndex(KB.entries).match(Query(**fields))


def test_a_telling_exception_type_names_the_entry():
    found = match(exception_types=(VALIDATION,))
    assert found["DFX201"].exception
    assert found["DFX201"].named
    assert not found["DFX401"].named


def test_a_message_pattern_names_the_entry():
    signals = match(messages=("ok", "near 'x': no such table: users"))["DFX401"]
    assert signals.message == "near 'x': no such table: users"
    assert signals.named


def test_messages_of_the_users_own_code_are_not_looked_at():
    assert match(text="no such table: users")["DFX401"].message is None


def test_an_entry_outside_its_versions_is_left_out():
    assert "DFX901" not in match(versions={"kailash-dataflow": "2.20.1"})
    assert match(versions={"kailash-dataflow": "2.14.1"})["DFX901"].version_bound
    assert not match()["DFX901"].version_bound


@pytest.mark.parametrize(
    ("versions", "answer"),
    [
        ({"kailash-dataflow": "2.19.1"}, True),
        ({"kailash-dataflow": "2.20.0"}, False),
        ({"kailash-dataflow": "2.20.0rc1"}, False),
        ({"kailash-dataflow": "local build"}, None),
        ({}, None),
    ],
)
def test_version_ranges(versions, answer):
    assert answer is in_range({"kailash-dataflow": "<2.20.0"}, versions)


@pytest.mark.parametrize(
    ("pattern", "name", "answer"),
    [
        (VALIDATION, VALIDATION, True),
        ("WorkflowValidationError", VALIDATION, True),
        ("*ValidationError", VALIDATION, True),
        ("other.WorkflowValidationError", VALIDATION, False),
        ("KeyError", "KeyError", True),
    ],
)
def test_types_match_qualified_bare_or_by_glob(pattern, name, answer):
    assert answer is type_matches(pattern, name)
