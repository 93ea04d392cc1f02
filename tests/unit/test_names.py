"""Entries and code agree on names: every check and edit referred to exists, and every one that exists is used."""

from dataflow_debugger.agent import checks, fixes
from dataflow_debugger.knowledge_base.loader import load, unknown_names

KB = load()


def test_every_name_referred_to_exists() -> None:
    assert unknown_names(KB, checks.registered(), fixes.registered()) == []


def test_every_check_is_used() -> None:
    used = {use.name for entry in KB for use in entry.checks}
    assert sorted(set(checks.registered()) - used) == []


def test_every_edit_is_used() -> None:
    used = {fix.edit for entry in KB for fix in entry.fixes if fix.edit}
    assert sorted(set(fixes.registered()) - used) == []
