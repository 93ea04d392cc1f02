"""Hybrid retrieval: entries ranked by meaning and by words, fused, with their structural signals."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from dataflow_debugger.knowledge_base.cache import cache_folder
from dataflow_debugger.knowledge_base.schema import Entry
from dataflow_debugger.retrieval.documents import documents, full_text
from dataflow_debugger.retrieval.embedding import Embedder, EmbeddingUnavailable
from dataflow_debugger.retrieval.fusion import fuse
from dataflow_debugger.retrieval.lexical import LexicalIndex
from dataflow_debugger.retrieval.query import Query
from dataflow_debugger.retrieval.server import Address
from dataflow_debugger.retrieval.signals import SignalIndex, Signals
from dataflow_debugger.retrieval.store import VectorStore

DEPTH = 40
CANDIDATES = 25
# A printed message is found by its exact words; its meaning only fills the places behind.
PRINTED_DENSE_WEIGHT = 0.35


@dataclass(frozen=True)
class Candidate:
    """An entry that resembles the failure. Ranks count from 1; None where that ranking left it out."""

    code: str
    score: float
    rank: int
    dense_rank: int | None = None
    dense: float = 0.0
    lexical_rank: int | None = None
    lexical: float = 0.0


class Retriever:
    """Answers queries over a fixed set of entries."""

    def __init__(
        self, entries: Sequence[Entry], lexical: LexicalIndex | None, store: VectorStore | None
    ) -> None:
        self.entries = tuple(entries)
        self._notes: list[str] = []
        self._lexical = lexical
        self._store = store
        self._signals = SignalIndex(entries)

    @classmethod
    def open(
        cls,
        entries: Sequence[Entry],
        folder: Path | None = None,
        dense: bool = True,
        shared: Address | None = None,
        lexical: bool = True,
    ) -> Retriever:
        """Load everything and build what is not in the cache; without a model it ranks by words alone.

        `shared` is a Chroma server that holds the vectors instead of the cache. Without `dense` and `lexical`
        nothing is ranked, and only the structural signals are there.
        """
        notes: list[str] = []
        store = None
        if dense:
            try:
                folder = (folder or cache_folder()) / "chroma"
                store = VectorStore(documents(entries), Embedder(), folder, shared)
            except EmbeddingUnavailable as error:
                notes.append(str(error))
            except Exception as error:
                reason = type(error).__name__
                notes.append(f"The vector store failed ({reason}); entries are found by words alone.")
        words = LexicalIndex({entry.code: full_text(entry) for entry in entries}) if lexical else None
        retriever = cls(entries, words, store)
        retriever._notes = notes
        return retriever

    @classmethod
    def open_in_background(cls, entries: Sequence[Entry], folder: Path | None = None) -> Future[Retriever]:
        """Start loading in a daemon thread, so that it goes on while the user's program runs."""
        future: Future[Retriever] = Future()

        def work() -> None:
            try:
                future.set_result(cls.open(entries, folder))
            except BaseException as error:
                future.set_exception(error)

        threading.Thread(target=work, name="retriever", daemon=True).start()
        return future

    @property
    def notes(self) -> list[str]:
        """Sentences for the user; a search may add some."""
        return [*self._notes, *(self._store.notes if self._store else [])]

    def signals(self, query: Query) -> dict[str, Signals]:
        """The structural signals of every entry whose version range admits the query's versions."""
        return self._signals.match(query)

    def search(
        self, query: Query, limit: int = CANDIDATES, *, use_dense: bool = True, use_lexical: bool = True
    ) -> list[Candidate]:
        """The entries that resemble the query most, best first."""
        lexical: list[Sequence[tuple[str, float]]] = []
        if use_lexical and self._lexical is not None:
            lexical = [self._lexical.search(text, DEPTH) for text in query.lexical_texts()]
        dense: list[list[tuple[str, float]]] = []
        if use_dense and self._store is not None:
            dense = self._store.search(query.dense_texts(), DEPTH)
        # The user's words come first where there are any; what a program prints comes last.
        own_words = [1.0] * bool(query.symptom)
        weights = [1.0] * len(lexical) + [*own_words, PRINTED_DENSE_WEIGHT][: len(dense)]
        fused = fuse([[code for code, _ in ranking] for ranking in [*lexical, *dense]], weights)
        by_words, by_meaning = _best(lexical), _best(dense)
        found = []
        for rank, (code, score) in enumerate(list(fused.items())[:limit], start=1):
            lexical_rank, lexical_score = by_words.get(code, (None, 0.0))
            dense_rank, dense_score = by_meaning.get(code, (None, 0.0))
            found.append(Candidate(code, score, rank, dense_rank, dense_score, lexical_rank, lexical_score))
        return found


def _best(rankings: Sequence[Sequence[tuple[str, float]]]) -> dict[str, tuple[int, float]]:
    """Of several rankings, the best rank of every code and the score it had there."""
    best: dict[str, tuple[int, float]] = {}
    for ranking in rankings:
        for rank, (code, score) in enumerate(ranking, start=1):
            if code not in best or rank < best[code][0]:
                best[code] = (rank, score)
    return best
