"""The vectors of the entries in a Chroma collection, kept in the user's cache folder or by a server."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock

from dataflow_debugger.retrieval import server, vectors
from dataflow_debugger.retrieval.documents import Document
from dataflow_debugger.retrieval.embedding import MODEL_SHA256, Embedder
from dataflow_debugger.retrieval.server import Address

PREFIX = "entries-"
# Part of the collection's name: a new way to index makes a new collection.
LAYOUT = "1"
# More than one, so that a team's entries and ours, or two versions, do not rebuild each other's.
COLLECTIONS_KEPT = 4
LOCK_SECONDS = 10.0


class VectorStore:
    """Nearest documents by meaning. `notes` say what stood in for the store that was wanted.

    With a server the collection is read from there, and filled into it where it is missing; when the server
    does not answer in time, the store in `folder` does, and it is not asked again.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        embedder: Embedder,
        folder: Path,
        shared: Address | None = None,
    ) -> None:
        self._documents = {document.key: document for document in documents}
        self._embedder = embedder
        self._folder = folder
        self._shared = shared
        self.notes: list[str] = []
        self._collection = (shared and self._open_shared(shared)) or self._open(folder)

    def search(self, texts: Sequence[str], limit: int) -> list[list[tuple[str, float]]]:
        """For each text the best codes with their cosine similarity, best first."""
        if not texts or not self._documents:
            return [[] for _ in texts]
        found = self._query(self._embedder.embed(texts), min(len(self._documents), limit * 4))
        results = []
        for keys, distances in zip(found["ids"], found["distances"], strict=True):
            best: dict[str, float] = {}
            for key, distance in zip(keys, distances, strict=True):
                # An entry counts by its nearest document, and Chroma answers nearest first.
                best.setdefault(self._documents[key].code, 1.0 - float(distance))
            results.append(list(best.items())[:limit])
        return results

    def _query(self, embeddings: Sequence[Sequence[float]], count: int) -> Any:
        def ask() -> Any:
            return self._collection.query(query_embeddings=embeddings, n_results=count, include=["distances"])

        try:
            return ask() if self._shared is None else server.within(ask)
        except Exception as error:
            # The local store may have been replaced by another process that found it damaged.
            if self._shared is not None:
                self._give_up(self._shared, error)
            self._collection = self._open(self._folder)
            return ask()

    def _open_shared(self, shared: Address) -> Any:
        """The server's collection, filled; None when it cannot be had."""
        try:
            client = server.connect(shared)
            collection = server.within(lambda: _collection(client, self._name()))
            documents = list(self._documents.values())
            if server.within(collection.count) != len(documents):
                keys = [document.key for document in documents]
                embedded = vectors.embed([document.text for document in documents], self._embedder)
                for start in range(0, len(keys), server.BATCH):
                    part = slice(start, start + server.BATCH)
                    server.within(partial(collection.upsert, ids=keys[part], embeddings=embedded[part]))
            return collection
        except Exception as error:
            # Of a server that is down or no Chroma, the client raises errors of its own, of httpx and of others.
            self._give_up(shared, error)
            return None

    def _give_up(self, shared: Address, error: Exception) -> None:
        why = "did not answer in time" if isinstance(error, TimeoutError) else "cannot be used"
        self.notes.append(f"The store at {shared} {why}; the local store answered.")
        self._shared = None

    def _name(self) -> str:
        return collection_name(list(self._documents.values()))

    def _open(self, folder: Path) -> Any:
        name = self._name()
        for attempt in (_persistent, _persistent_anew):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                # Two processes that create the tables of one store at once make both fail.
                with FileLock(folder.with_suffix(".lock"), timeout=LOCK_SECONDS):
                    return self._filled(attempt(folder), name)
            except Exception:
                # Of a damaged or read-only store Chroma raises errors of its own, of sqlite and of its core.
                continue
        self.notes.append(f"The cache folder {folder} cannot be used; the search index was built in memory.")
        return self._filled(_in_memory(), name)

    def _filled(self, client: Any, name: str) -> Any:
        collection = _collection(client, name)
        documents = list(self._documents.values())
        if documents and collection.count() != len(documents):
            # Upsert, because another process may be filling the same collection with the same vectors.
            collection.upsert(
                ids=[document.key for document in documents],
                embeddings=vectors.embed([document.text for document in documents], self._embedder),
            )
            _remove_old(client, name)
        self._probe(collection)
        return collection

    def _probe(self, collection: Any) -> None:
        """One real query, so that a damaged store shows here, where it can be rebuilt."""
        if self._documents:
            collection.query(
                query_embeddings=self._embedder.embed(["probe"]), n_results=1, include=["distances"]
            )


def collection_name(documents: Sequence[Document]) -> str:
    """A name that changes with the documents, the model and the layout of the index."""
    total = hashlib.sha256(f"{LAYOUT} {MODEL_SHA256}".encode())
    for document in documents:
        total.update(f"\0{document.key}\0{document.text}".encode())
    return PREFIX + total.hexdigest()[:24]


def _collection(client: Any, name: str) -> Any:
    return client.get_or_create_collection(
        name,
        configuration={"hnsw": {"space": "cosine"}},
        embedding_function=None,
        metadata={"created": time.time()},
    )


def _settings(**options: Any) -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False, **options)


def _persistent(folder: Path) -> Any:
    import chromadb

    return chromadb.PersistentClient(str(folder), settings=_settings())


def _persistent_anew(folder: Path) -> Any:
    """A client on an empty store in place of a damaged one."""
    from chromadb.api.shared_system_client import SharedSystemClient

    # Chroma keeps one system for each path and would hand out the broken one again.
    SharedSystemClient.clear_system_cache()
    shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return _persistent(folder)


def _in_memory() -> Any:
    import chromadb

    return chromadb.EphemeralClient(settings=_settings())


def _remove_old(client: Any, current: str) -> None:
    others = [
        item for item in client.list_collections() if item.name.startswith(PREFIX) and item.name != current
    ]
    others.sort(key=lambda item: float((item.metadata or {}).get("created", 0)), reverse=True)
    for collection in others[COLLECTIONS_KEPT - 1 :]:
        # Another process may have removed it already.
        with contextlib.suppress(Exception):
            client.delete_collection(collection.name)
