"""A vector store shared through a real Chroma server: filled, read, down, slow."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "data" / "knowledge"
CHROMA = Path(sys.executable).with_name("chroma")
DATAFLOW = Path(sys.executable).with_name("dataflow")
START_S = 60

SEARCH = """
import json, sys, time
from pathlib import Path
from dataflow_debugger.knowledge_base.loader import load
from dataflow_debugger.retrieval.query import Query
from dataflow_debugger.retrieval.retriever import Retriever
from dataflow_debugger.retrieval.server import address
retriever = Retriever.open(load(Path(sys.argv[1])).entries, shared=address(sys.argv[2]))
for line in sys.stdin:
    found = retriever.search(Query(symptom=line.strip()), use_lexical=False)
    print(json.dumps({"notes": retriever.notes, "codes": [item.code for item in found]}), flush=True)
"""
OWN_WORDS = "I changed the amount but the old amount is still there\n"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextlib.contextmanager
def chroma(folder, port):
    command = [str(CHROMA), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + START_S
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v2/heartbeat", timeout=2).close()
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < until, "the Chroma server did not start"
                time.sleep(0.2)
        yield process
    finally:
        process.terminate()
        process.wait(20)


@contextlib.contextmanager
def searching(cache, url):
    env = {**os.environ, "DATAFLOW_DEBUG_CACHE": str(cache)}
    process = subprocess.Popen(
        [sys.executable, "-c", SEARCH, str(SAMPLES), url],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask():
        process.stdin.write(OWN_WORDS)
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    try:
        yield ask
    finally:
        process.stdin.close()
        process.wait(60)


def collections(port):
    import chromadb
    from chromadb.config import Settings

    client = chromadb.HttpClient("127.0.0.1", port, settings=Settings(anonymized_telemetry=False))
    return {item.name: client.get_collection(item.name).count() for item in client.list_collections()}


def test_a_server_is_filled_once_and_answers_until_it_is_gone(tmp_path):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with chroma(tmp_path / "server", port):
        with searching(tmp_path / "first", url) as ask:
            first = ask()
        filled = collections(port)
        with searching(tmp_path / "second", url) as ask:
            assert ask() == first
            assert collections(port) == filled
            kept_stopping = (tmp_path / "second" / "chroma").exists()
    assert first["notes"] == []
    assert first["codes"]
    assert len(filled) == 1 and all(count > 0 for count in filled.values())
    assert not kept_stopping, "the local store is not touched while the server answers"


def test_a_server_that_goes_away_between_two_searches(tmp_path):
    port = free_port()
    with contextlib.ExitStack() as stack:
        with chroma(tmp_path / "server", port):
            ask = stack.enter_context(searching(tmp_path / "cache", f"http://127.0.0.1:{port}"))
            before = ask()
        after = ask()
        again = ask()
    assert after["codes"] == before["codes"]
    assert after["notes"] == [
        f"The store at http://127.0.0.1:{port} cannot be used; the local store answered."
    ]
    assert again == after


def test_a_server_that_accepts_and_never_answers(tmp_path):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(16)
        port = silent.getsockname()[1]
        with searching(tmp_path, f"http://127.0.0.1:{port}") as ask:
            answer = ask()
    assert answer["codes"]
    assert answer["notes"] == [
        f"The store at http://127.0.0.1:{port} did not answer in time; the local store answered."
    ]


def debug(tmp_path, *options, **environment):
    program = tmp_path / "app.py"
    program.write_text("raise RuntimeError('no such table: notes')\n", encoding="utf-8")
    env = {
        **os.environ,
        "DATAFLOW_DEBUG_CACHE": str(tmp_path / "cache"),
        "HOME": str(tmp_path),
        **environment,
    }
    command = [str(DATAFLOW), "debug", "--ai", *options, "--format", "json", str(program)]
    return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=120)


def test_the_command_says_once_that_the_store_is_down(tmp_path):
    port = free_port()
    done = debug(tmp_path, DATAFLOW_DEBUG_STORE=f"http://127.0.0.1:{port}")
    notes = [note for note in json.loads(done.stdout)["notes"] if "store" in note]
    assert notes == [f"The store at http://127.0.0.1:{port} cannot be used; the local store answered."]


@pytest.mark.parametrize("url", ["ftp://host:1", "http://host", "host:8000", "http://user:secret@host:8000"])
def test_an_address_that_cannot_be_one_is_refused(tmp_path, url):
    done = debug(tmp_path, "--store", url)
    assert done.returncode == 2
    assert (
        done.stderr
        == "dataflow debug: The address of a store has the form http://HOST:PORT. Check --store.\n"
    )
