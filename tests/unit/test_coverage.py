"""The table of what is covered: rows find their entries, every report has an answer, the page is in step."""

from pathlib import Path

import pytest

from dataflow_debugger.knowledge_base import coverage
from dataflow_debugger.knowledge_base.coverage import Issue, Row, Section, Table
from dataflow_debugger.knowledge_base.loader import load

SAMPLES = Path(__file__).parents[1] / "data" / "knowledge"
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def kb():
    return load(SAMPLES)


def table(*rows, catalogue=(), reasons=None):
    sections = [Section(title="Part", rows=list(rows))] if rows else []
    return Table(sections=sections, reasons=reasons or {}, catalogue=list(catalogue))


def codes(row, kb):
    calls = {entry.code: [] for entry in kb}
    return [entry.code for entry in coverage._entries(row, kb, calls)]


def test_the_page_in_docs_is_that_of_the_table_and_the_entries():
    kb, shipped = load(), coverage.read(DOCS / "coverage.yaml")
    assert coverage.problems(shipped, kb) == []
    assert (DOCS / "coverage.md").read_text(encoding="utf-8") == coverage.render(shipped, kb), (
        "run python tools/coverage.py"
    )


def test_an_entry_belongs_to_a_row_by_code_title_or_check(kb):
    name = kb.get("DFX201").checks[0].name
    assert "DFX201" in codes(Row(surface="x", codes=["DFX201"]), kb)
    assert "DFX201" in codes(Row(surface="x", title="Create node"), kb)
    assert "DFX201" in codes(Row(surface="x", checks=[name]), kb)
    assert codes(Row(surface="x", title="Create node", families=["config"]), kb) == []


def test_a_call_of_an_entry_puts_it_into_the_row(kb):
    row = Row(surface="x", api=["CreateNode"])
    assert coverage._belongs(row, kb.get("DFX201"), ["CreateNode"])
    assert not coverage._belongs(row, kb.get("DFX201"), ["ListNode"])


@pytest.mark.parametrize(
    ("issue", "answer"),
    [
        ({"issue": "#1508"}, ["DFX201"]),
        ({"issue": "#1508", "reason": "log"}, []),
        ({"issue": "#1508 (again)"}, []),
        ({"issue": "no number", "entries": ["DFX201"]}, ["DFX201"]),
    ],
)
def test_references_answer_the_issue_of_that_number(kb, issue, answer):
    assert coverage.answered_by(Issue(title="t", **issue), kb) == answer


def test_what_has_no_answer_is_named(kb):
    wrong = table(
        Row(surface="listed", codes=["DFX999"]),
        Row(surface="said", title="no such title", note="Nothing fails."),
        catalogue=[
            Issue(issue="#1", title="open"),
            Issue(issue="#2", title="t", reason="unknown"),
            Issue(issue="#3", title="t", entries=["DFX998"]),
        ],
    )
    assert coverage.problems(wrong, kb) == [
        "listed: there is no entry DFX999",
        "listed: no entry belongs to it; say in a note why",
        "#1: neither an entry nor a reason (open)",
        "#2: there is no reason 'unknown'",
        "#3: there is no entry DFX998",
    ]


def test_the_page_links_entries_and_issues_and_keeps_bars_in_cells(kb):
    text = coverage.render(
        table(
            Row(surface="a | b", codes=["DFX201"]),
            catalogue=[Issue(issue="#7 (more)", title="t", reason="log")],
            reasons={"log": "Nothing fails."},
        ),
        kb,
    )
    assert "| a \\| b | [DFX201](errors/DFX201.md) " in text
    assert (
        "[#7](https://github.com/terrene-foundation/kailash-py/issues/7) (more) | t | Nothing fails. |"
        in text
    )
    assert "## Further entries" in text


def test_a_wrong_table_names_the_field(tmp_path):
    path = tmp_path / "coverage.yaml"
    path.write_text(
        "sections:\n- {title: a, rows: [{surface: b, families: [c]}]}\nreasons: {}\ncatalogue: []\n"
    )
    with pytest.raises(
        coverage.CoverageError, match=r"coverage.yaml: sections.0.rows.0.families.*no family 'c'"
    ):
        coverage.read(path)
