"""What counts as current, bound to versions, and applicable."""

from pathlib import Path

import pytest

from dataflow_debugger.knowledge_base import counts
from dataflow_debugger.knowledge_base.loader import load

SAMPLES = Path(__file__).parents[1] / "data" / "knowledge"


@pytest.fixture(scope="module")
def entry():
    return load(SAMPLES).get("DFX201")


def with_fix(entry, **changes):
    plain = {"edit": None, "requirement": None, "command": None, "kind": "workaround"}
    fix = entry.fixes[0].model_copy(update={**plain, **changes})
    return entry.model_copy(update={"fixes": [fix]})


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"edit": "flatten_key", "kind": "edit"}, "edit"),
        ({"edit": "set_line", "kind": "config"}, "config edit"),
        ({"requirement": "kailash>=2.45.5", "kind": "upgrade"}, "requirement"),
        ({"command": "docker compose up"}, "command"),
        ({}, "advice"),
    ],
)
def test_the_kind_of_the_first_fix(entry, changes, kind):
    assert counts.fix_kind(with_fix(entry, **changes)) == kind


@pytest.mark.parametrize(
    ("applies_to", "packages", "current"),
    [
        ({}, {}, True),
        ({"kailash-dataflow": "<2.14.2"}, {"kailash-dataflow": "2.14.1"}, False),
        ({"kailash-dataflow": ">=2.3.2"}, {}, True),
        ({}, {"kailash-dataflow": "2.14.1"}, False),
    ],
)
def test_current_means_the_newest_release_shows_it(entry, applies_to, packages, current):
    example = entry.examples[0].model_copy(update={"packages": packages})
    changed = entry.model_copy(update={"applies_to": applies_to, "examples": [example]})
    assert counts.is_current(changed) is current


def test_a_check_that_two_entries_name_is_shared():
    kb = load(SAMPLES)
    found = counts.count(kb, {"one", "two"}, set())
    names = [use.name for entry in kb for use in entry.checks]
    assert found.checks.registered == 2
    assert found.checks.used == len(set(names))
    assert found.entries == len(kb) == sum(found.families.values())
