"""The page of an entry, the list and the search."""

from pathlib import Path

import pytest

from dataflow_debugger.knowledge_base import explain
from dataflow_debugger.knowledge_base.loader import load

SAMPLES = Path(__file__).parents[1] / "data" / "knowledge"


@pytest.fixture(scope="module")
def kb():
    return load(SAMPLES)


def test_a_page_shows_what_is_seen_why_and_both_programs(kb):
    text = explain.page(kb, "dfx201")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        '# DFX201: Create node got the record nested under "data"',
        "## What you see",
        "## Why",
        "## Wrong",
        "## Right",
        "## Fix",
        "## Easily confused with",
        "## References",
    ]
    assert "```python\nraise RuntimeError" in text
    assert "(edit; safe: keeps the program's meaning). The node reads its fields there." in text


def test_message_patterns_are_shown_as_words(kb):
    assert "`Node ' node ' missing required inputs`" in explain.page(kb, "DFX201")


def test_an_issue_becomes_a_link(kb):
    assert "[issue 1508](https://github.com/terrene-foundation/kailash-py/issues/1508)" in explain.page(
        kb, "DFX201"
    )


def test_a_page_names_versions_and_requirement(kb):
    text = explain.page(kb, "DFX901")
    assert "Versions: kailash-dataflow <2.20.0." in text
    assert "Require `kailash-dataflow>=2.20.0`." in text


def test_an_unknown_code_is_a_key_error_with_near_codes(kb):
    with pytest.raises(KeyError):
        explain.page(kb, "DFX210")
    assert "DFX201" in explain.nearest(kb, "DFX210")


def test_the_listing_groups_by_family(kb):
    lines = explain.listing(kb).splitlines()
    assert "- DFX401 The table was never made because auto_migrate is off" in lines
    assert lines.index("## Node parameters") < lines.index("## Results and queries")


def test_search_ranks_by_shared_words(kb):
    assert explain.search(kb, "table is missing at the first insert")[0].code == "DFX401"
    assert explain.search(kb, "xyzzy") == []
