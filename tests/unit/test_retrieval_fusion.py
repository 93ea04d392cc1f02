"""Fusion of rankings and ranking by words."""

from dataflow_debugger.retrieval.fusion import fuse
from dataflow_debugger.retrieval.lexical import LexicalIndex


def test_first_everywhere_scores_one():
    assert dict(fuse([["a"], ["a"]])) == {"a": 1.0}


def test_high_in_both_beats_first_in_one():
    assert list(fuse([["a", "b"], ["b", "c"]])) == ["b", "a", "c"]


def test_a_ranking_can_weigh_more():
    assert list(fuse([["a"], ["b"]], weights=[2, 1])) == ["a", "b"]


def test_equal_scores_are_ordered_by_code():
    assert list(fuse([["b"], ["a"]])) == ["a", "b"]


def test_no_rankings_give_nothing():
    assert dict(fuse([])) == {}


def test_the_entry_that_shares_rare_words_comes_first():
    index = LexicalIndex({"a": "the table is missing", "b": "the table is empty", "c": "the event loop"})
    assert index.search("missing table", 5)[0][0] == "a"
    assert sorted(code for code, _ in index.search("tables", 5)) == ["a", "b"]


def test_words_that_no_entry_has_find_nothing():
    assert LexicalIndex({"a": "table"}).search("zebra", 5) == []
    assert LexicalIndex({}).search("zebra", 5) == []
    assert LexicalIndex({"a": "table"}).search("", 5) == []
