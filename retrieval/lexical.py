"""Ranking by words: BM25 over all words of an entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dataflow_debugger.retrieval.query import tokens


class LexicalIndex:
    """BM25 over `{code: text}`."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        import bm25s

        self._codes = list(texts)
        self._index = bm25s.BM25(method="lucene", k1=1.2, b=0.6)
        self._words: set[str] = set()
        if self._codes:
            corpus = [tokens(text) for text in texts.values()]
            self._words = {word for words in corpus for word in words}
            self._index.index(corpus, show_progress=False)

    def search(self, text: str, limit: int) -> Sequence[tuple[str, float]]:
        """The best codes with their scores, best first; only those that share a word with the text."""
        # Each word counts once: a log that repeats a word a hundred times says it once.
        asked = [word for word in dict.fromkeys(tokens(text)) if word in self._words]
        if not asked:
            return []
        scores = self._index.get_scores(asked)
        pairs = [(code, float(score)) for code, score in zip(self._codes, scores, strict=True) if score > 0]
        pairs.sort(key=lambda pair: (-pair[1], pair[0]))
        return pairs[:limit]
