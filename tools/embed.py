"""Computes the shipped vectors of all entries (retrieval/vectors.npz). Run it after entries changed.

python tools/embed.py            write the file
python tools/embed.py --check    exit status 1 when it lacks a text or has one too many
"""

from __future__ import annotations

import sys

from dataflow_debugger.knowledge_base.loader import load
from dataflow_debugger.retrieval import vectors
from dataflow_debugger.retrieval.documents import documents
from dataflow_debugger.retrieval.embedding import Embedder


def main() -> int:
    texts = [document.text for document in documents(load(skip_broken=True).entries)]
    wanted = {vectors.key_of(text) for text in texts}
    if "--check" in sys.argv[1:]:
        known = set(vectors.read())
        if known != wanted:
            print(
                f"{len(wanted - known)} texts lack a vector, {len(known - wanted)} are no longer used; "
                "run `python tools/embed.py`."
            )
        return int(known != wanted)
    new = vectors.write(texts, Embedder())
    print(f"{len(wanted)} vectors, {new} of them new, {vectors.SHIPPED.stat().st_size / 1024:.0f} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
