"""The vectors of our own entries, computed once and shipped, so that the first use need not embed them.

`vectors.npz` holds the first 16 hexadecimal digits of each text's SHA-256 and its vector in half precision;
`tools/embed.py` writes it. A text that is not in it (a team's own entry) is embedded when it is indexed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from dataflow_debugger.retrieval.embedding import MODEL_SHA256, Embedder

SHIPPED = Path(__file__).with_name("vectors.npz")


def key_of(text: str) -> str:
    """The key of a text under the current model."""
    return hashlib.sha256(f"{MODEL_SHA256}\0{text}".encode()).hexdigest()[:16]


def read(path: Path = SHIPPED) -> dict[str, list[float]]:
    """Vectors by key; empty when there is no readable file, for then they are computed."""
    import numpy

    try:
        with numpy.load(path) as data:
            keys = [str(key) for key in data["keys"]]
            vectors: list[list[float]] = data["vectors"].astype(numpy.float32).tolist()
    except (OSError, ValueError, KeyError):
        return {}
    return dict(zip(keys, vectors, strict=True))


def write(texts: Sequence[str], embedder: Embedder, path: Path = SHIPPED) -> int:
    """Write the vectors of exactly these texts, computing only what is new; returns how many were new."""
    import numpy

    known = read(path)
    wanted = {key_of(text): text for text in texts}
    new = [text for key, text in wanted.items() if key not in known]
    known.update(zip(map(key_of, new), embedder.embed(new), strict=True))
    keys = sorted(wanted)
    numpy.savez_compressed(
        path,
        keys=numpy.array(keys),
        vectors=numpy.array([known[key] for key in keys], dtype=numpy.float16),
    )
    return len(new)


def embed(texts: Sequence[str], embedder: Embedder) -> list[list[float]]:
    """One vector for each text: the shipped one where there is one, else computed now."""
    known = read()
    keys = [key_of(text) for text in texts]
    new = [text for key, text in zip(keys, texts, strict=True) if key not in known]
    known.update(zip(map(key_of, new), embedder.embed(new), strict=True))
    return [known[key] for key in keys]
