"""Words and texts that retrieval is asked with and that it indexes."""

from pathlib import Path

import pytest

from dataflow_debugger.knowledge_base.loader import load
from dataflow_debugger.knowledge_base.plain import plain_message
from dataflow_debugger.retrieval.documents import documents, full_text
from dataflow_debugger.retrieval.query import Query, tokens

KB = load(Path(__file__).parents[1] / "data" / "knowledge")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("UserCreateNode", ["usercreatenode", "user", "creat", "nod"]),
        ("the tables are missing", ["tabl", "miss"]),
        ("rows_affected", ["rows_affected", "row", "affect"]),
        ("Error DF-401 for $gte", ["error", "df-401", "df", "401", "gte"]),
        ("creates created creating", ["creat", "creat", "creat"]),
        ("", []),
    ],
)
def test_tokens_hold_identifiers_whole_and_in_parts(text, words):
    assert words == tokens(text)


def test_the_user_and_the_program_are_asked_apart():
    query = Query(
        text="no such table: t", symptom="it is empty", exception_types=("sqlite3.OperationalError",)
    )
    assert query.dense_texts() == ["it is empty", "OperationalError no such table: t"]
    assert query.lexical_texts() == ["it is empty", "sqlite3.OperationalError no such table: t"]


def test_an_empty_query_asks_nothing():
    assert [] == Query().dense_texts() == Query().lexical_texts()


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"no such table: (?P<table>\w+)", "no such table: table"),
        (r"Node '[^']+' missing required inputs", "Node ' ' missing required inputs"),
        (r"(?:a|b) \d+ rows?\.", "a b rows ."),
        (r"^unexpected keyword .* given$", "unexpected keyword given"),
    ],
)
def test_a_message_pattern_becomes_words(pattern, words):
    assert words.split() == plain_message(pattern).split()


def test_every_phrase_of_an_entry_is_a_document_of_its_own():
    keys = [document.key for document in documents(KB) if document.code == "DFX401"]
    assert keys == ["DFX401-title", "DFX401-words0", "DFX401-words1", "DFX401-message0", "DFX401-cause"]


def test_the_full_text_holds_what_identifies_an_entry():
    text = full_text(KB.entries[0])
    for part in ("nested under", "missing required inputs", "WorkflowValidationError", "*CreateNode"):
        assert part in text
