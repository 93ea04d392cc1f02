from dataflow_debugger.evals.examples import ExampleOutcome
from dataflow_debugger.evals.messages import shared, summary, table


def _ran(code: str, rank: int | None, *patterns: str) -> ExampleOutcome:
    return ExampleOutcome(code, "bad.py", rank=rank, top=["x"], patterns=frozenset(patterns))


def test_a_message_of_one_cause_is_not_shared() -> None:
    assert shared([_ran("DFX101", 1, "no such column"), _ran("DFX102", 1, "locked")]) == []


def test_patterns_that_the_same_programs_print_are_one_message() -> None:
    both = ("no such table", r"no such table: \w+")
    (item,) = shared([_ran("DFX401", 1, *both), _ran("DFX402", 2, *both), _ran("DFX403", 1, "other")])
    assert item.causes == (("DFX401", 1), ("DFX402", 2))
    assert item.message == "no such table:"
    assert item.confused == ["DFX402"]


def test_the_summary_names_the_confused_and_the_absent() -> None:
    lines = summary([_ran("DFX401", 1, "a"), _ran("DFX402", 2, "a"), _ran("DFX403", None, "a")])
    assert "not first for its message: DFX402, DFX403" in lines[0]
    assert "came first in 2 (66.7 %)" in lines[1]
    assert "not among three in 1" in lines[1]


def test_the_table_has_a_row_for_each_message() -> None:
    text = table([_ran("DFX401", 1, "a|b"), _ran("DFX402", 1, "a|b")])
    assert "| a b | DFX401, DFX402 |" in text
