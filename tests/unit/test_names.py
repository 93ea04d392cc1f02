"""Entries and code agree on names: every check and edit referred to exists, and what no entry uses is listed."""

from dataflow_debugger.agent import checks, fixes
from dataflow_debugger.knowledge_base.loader import load, unknown_names

KB = load()

# No entry of ours uses these; they are there for a team's own entries, and other unit tests hold them right.
SPARE_CHECKS = {
    "check_violation",
    "column_type_differs",
    "driver_missing",
    "failure_outside_dataflow",
    "filter_operator_unknown",
    "leaf_failure_swallowed",
    "loop_closed",
    "nested_event_loop",
    "node_parameter_unknown",
    "reserved_field_name",
    "same_key_written_twice",
    "sync_result_awaited",
    "tenant_missing",
    "url_scheme_unknown",
    "zero_rows_affected",
}
SPARE_EDITS = {
    "declare_unique",
    "make_async",
    "pin_requirement",
    "records_of_list_result",
    "remove_default",
    "remove_field",
    "replace_in_url",
    "reverse_connection",
    "set_argument",
    "set_env_line",
    "set_line",
    "use_shared_instance",
}


def test_every_name_referred_to_exists() -> None:
    assert unknown_names(KB, checks.registered(), fixes.registered()) == []


def test_every_check_is_used_or_spare() -> None:
    uses = [use for entry in KB for use in entry.checks]
    used = {use.name for use in uses}
    used |= {one["check"] for use in uses if use.name == "any_of" for one in use.with_["checks"]}
    assert set(checks.registered()) - used == SPARE_CHECKS


def test_every_edit_is_used_or_spare() -> None:
    fixes_with_edits = [fix for entry in KB for fix in entry.fixes if fix.edit]
    used = {fix.edit for fix in fixes_with_edits}
    used |= {
        step["edit"] for fix in fixes_with_edits if fix.edit == "sequence" for step in fix.with_["steps"]
    }
    assert set(fixes.registered()) - used == SPARE_EDITS
