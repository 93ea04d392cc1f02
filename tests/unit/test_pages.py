"""The generated pages, their indexes and the calls an entry is about."""

from pathlib import Path

import pytest

from dataflow_debugger.knowledge_base import api_index, pages
from dataflow_debugger.knowledge_base.loader import load

SAMPLES = Path(__file__).parents[1] / "data" / "knowledge"
DOCS = Path(__file__).parents[2] / "docs" / "errors"


@pytest.fixture(scope="module")
def kb():
    return load(SAMPLES)


def test_the_pages_in_docs_are_those_of_the_entries():
    assert pages.out_of_step(load(), DOCS) == [], "run python tools/pages.py"


def test_every_entry_has_a_page_and_stands_in_the_index(kb):
    found = pages.pages(kb)
    for entry in kb:
        assert f"# {entry.code}: {entry.title}" in found[f"{entry.code}.md"]
        assert f"- [{entry.code}]({entry.code}.md) {entry.title}" in found["README.md"]


def test_links_lead_to_pages_that_exist(kb):
    import re

    found = pages.pages(kb)
    for text in found.values():
        for target in re.findall(r"\]\((\w[\w-]*\.md)\)", text):
            assert target in found


def test_confusable_entries_are_linked(kb):
    entry = next(entry for entry in kb if any(kb.get(code) for code in entry.confusable_with))
    other = next(code for code in entry.confusable_with if kb.get(code))
    assert f"- [{other}]({other}.md)" in pages.pages(kb)[f"{entry.code}.md"]


def test_a_changed_a_missing_and_a_foreign_page_are_named(kb, tmp_path):
    pages.write(kb, tmp_path)
    assert pages.out_of_step(kb, tmp_path) == []
    (tmp_path / "README.md").write_text("old", encoding="utf-8")
    (tmp_path / "by-api.md").unlink()
    (tmp_path / "DFX999.md").write_text("", encoding="utf-8")
    assert pages.out_of_step(kb, tmp_path) == [
        "by-api.md is missing",
        "DFX999.md belongs to no entry",
        "README.md differs from its entry",
    ]
    assert pages.write(kb, tmp_path) == 3
    assert pages.out_of_step(kb, tmp_path) == []


PROGRAM = """\
from dataflow import DataFlow
db = DataFlow("sqlite:///app.db")

@db.model
class Note:
    text: str

workflow = WorkflowBuilder()
workflow.add_node("NoteCreateNode", "make", {
    "data": {"text": "a"},
})
runtime = LocalRuntime()
runtime.execute(workflow.build())
"""


@pytest.mark.parametrize(
    ("wrong", "right", "calls"),
    [
        ('"data": {"text": "a"}', '"text": "a"', {"CreateNode"}),
        ("text: str", "text: str = ''", {"db.model"}),
        ("workflow.build()", "workflow", {"runtime.execute"}),
        ("sqlite:///app.db", "sqlite:////app.db", {"DataFlow"}),
    ],
)
def test_the_calls_on_changed_lines(wrong, right, calls):
    found = api_index.changed_calls(PROGRAM, PROGRAM.replace(wrong, right))
    assert calls <= found
    assert not found - calls - {"workflow.build"}


def test_an_unchanged_program_is_about_what_it_calls():
    assert api_index.changed_calls(PROGRAM, PROGRAM) >= {"CreateNode", "runtime.execute"}


def test_express_of_either_form_is_one_name():
    bad = 'db = DataFlow()\ndb.express_sync.list("Note", limit=None)\n'
    assert api_index.changed_calls(bad, bad.replace("limit=None", "limit=5")) == {"express.list"}


def test_a_program_that_cannot_be_parsed_has_no_calls():
    assert api_index.changed_calls("def (", "x = 1") == set()
