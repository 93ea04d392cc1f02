"""The terminal page: order, widths, colours, and nothing that breaks a copied diff."""

from __future__ import annotations

import re

import pytest
import report_samples
from rich.cells import cell_len

from dataflow_debugger.agent.report import terminal

SAMPLES = report_samples.every()
CWD = "/home/ada/shop"


def test_a_confirmed_page_reads_from_the_failure_to_the_fix() -> None:
    page = terminal.render(SAMPLES["confirmed"], width=80, cwd=CWD)
    order = [
        "RuntimeExecutionError",
        "app.py:23 in restock()",
        "> 23 │     results, _ = runtime.execute(wf.build())",
        "no such table",
        "Cause: A relative SQLite URL opens two different files",
        "DFX512, confirmed, 97 %",
        'settings.py:2  DATABASE_URL = "sqlite:///inventory.db"',
        "Fix 1: Make the path absolute  [keeps the meaning, not tried]",
        "+++ b/settings.py",
        "Or fix 2: Run on a release that resolves the path once",
        "$ pip install 'kailash-dataflow>=2.21'",
        "DFX401",
        "dataflow debug --explain DFX512",
    ]
    places = [page.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize("name", sorted(SAMPLES))
@pytest.mark.parametrize("width", [80, 120])
def test_only_diffs_and_commands_are_wider_than_the_terminal(name: str, width: int) -> None:
    page = terminal.render(SAMPLES[name], width=width, cwd=CWD)
    long = [line for line in page.splitlines() if cell_len(line) > width]
    assert [line for line in long if not line.startswith(("+", "-", " ", "@"))] == []
    if name != "hostile":
        assert all(line.startswith(("+", "-", "  To apply it", "  or run")) for line in long)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_no_line_ends_in_blanks_outside_a_diff(name: str) -> None:
    page = terminal.render(SAMPLES[name], width=80, cwd=CWD)
    assert [line for line in page.splitlines() if line != line.rstrip()] == []


def test_the_diff_stands_unchanged_at_the_left_margin() -> None:
    report = SAMPLES["confirmed"]
    page = terminal.render(report, width=80, cwd=CWD)
    assert "\n" + (report.diagnoses[0].fixes[0].diff or "missing") in page


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_without_colour_there_is_no_escape_character(name: str) -> None:
    page = terminal.render(SAMPLES[name], width=80, colour=False, cwd=CWD)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", page)


def test_with_colour_the_only_escapes_are_style_codes_of_ours() -> None:
    page = terminal.render(SAMPLES["hostile"], width=80, colour=True, cwd=CWD)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", page)
    assert "\x1b" not in bare
    assert bare == terminal.render(SAMPLES["hostile"], width=80, colour=False, cwd=CWD)


def test_added_and_removed_lines_have_their_colours() -> None:
    page = terminal.render(SAMPLES["confirmed"], width=80, colour=True, cwd=CWD)
    assert '\x1b[31m-DATABASE_URL = "sqlite:///inventory.db"\x1b[0m' in page
    assert "\x1b[32m+from pathlib import Path\x1b[0m" in page


def test_rich_markup_and_emoji_codes_in_messages_stay_text() -> None:
    page = terminal.render(SAMPLES["hostile"], width=80, cwd=CWD)
    assert "[bold]markup[/bold]" in page
    assert ":boom:" in page


def test_a_very_long_message_is_cut_and_says_so() -> None:
    page = terminal.render(SAMPLES["hostile"], width=80, cwd=CWD)
    assert len(page) < 10_000
    assert "more lines)" in page


def test_where_only_ascii_can_be_written_our_own_signs_are_ascii() -> None:
    page = terminal.render(SAMPLES["confirmed"], width=80, ascii_only=True, cwd=CWD)
    assert page.isascii()


def test_undiagnosed_says_so_before_anything_else_is_offered() -> None:
    page = terminal.render(SAMPLES["undiagnosed"], width=80, cwd=CWD)
    assert "No known cause fits" in page
    assert "Fix:" not in page
    assert "--explain" not in page
    assert "Note: The embedding package is missing" in page


def test_the_place_is_written_from_where_the_reader_stands() -> None:
    page = terminal.render(SAMPLES["silent"], width=80, cwd=CWD)
    assert "../wine/wine.py:17" in page
    assert "patch -p1 -d ../wine" in page


def test_success_is_one_sentence() -> None:
    page = terminal.render(SAMPLES["no_failure"], width=80, cwd=CWD)
    assert page == "The program finished, and nothing points to a failure.\n"
