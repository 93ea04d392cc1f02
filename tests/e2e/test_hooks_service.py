"""A real uvicorn with FastAPI over HTTP, and a real Celery worker: each failure is recorded once."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

SHOP = """\
import logging
import os
from pathlib import Path

from dataflow import DataFlow
from fastapi import FastAPI, HTTPException
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

exporter = InMemorySpanExporter()
trace.set_tracer_provider(TracerProvider())
trace.get_tracer_provider().add_span_processor(SimpleSpanProcessor(exporter))
db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shop.db'}")


@db.model
class Order:
    id: str
    customer: str


app = FastAPI()
log = logging.getLogger("shop")


@app.post("/orders/{id}")
async def place(id: str):
    return await db.express.create("Order", {"id": id, "customer": "Ada"})


@app.get("/forgotten/{id}")
async def forgotten(id: str):
    return {"customer": db.express.read("Order", id)["customer"]}


@app.get("/wired/{id}")
def wired(id: str):
    workflow = WorkflowBuilder()
    workflow.add_node("OrderCreateNode", "first", {"id": id, "customer": "Ada"})
    workflow.add_node("OrderCreateNode", "second", {"id": id + "x"})
    workflow.add_connection("first", "customer_name", "second", "customer")
    workflow.add_node("OrderReadNode", "third", {})
    workflow.add_connection("second", "id", "third", "id")
    with LocalRuntime() as runtime:
        return runtime.execute(workflow.build())[0]


@app.get("/hidden/{id}")
async def hidden(id: str):
    try:
        return await db.express.create("Order", {"id": "one", "customer": id})
    except Exception:
        raise HTTPException(500, "sorry")


@app.get("/logged/{id}")
async def logged(id: str):
    try:
        return db.express.read("Order", id)["customer"]
    except TypeError:
        log.exception("order %s", id)
        return {}


@app.get("/own")
async def own():
    return 1 / 0


@app.get("/spans")
async def spans():
    return [
        {"name": span.name, "parent": span.parent is not None, "attributes": dict(event.attributes)}
        for span in exporter.get_finished_spans()
        for event in span.events
        if event.name == "dataflow.failure"
    ]


class Traced:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        with trace.get_tracer("shop").start_as_current_span("request", record_exception=False):
            await self.app(scope, receive, send)


if os.environ.get("WATCHED"):
    from dataflow_debugger.service import DebugHandler, DebugMiddleware, shared

    app.add_middleware(DebugMiddleware)
    logging.getLogger().addHandler(DebugHandler())

    @app.get("/failures")
    def failures():
        return shared().failures()


app.add_middleware(Traced)
"""
WORKER = """\
import logging
import sys
from pathlib import Path

from celery import Celery
from celery.signals import after_setup_logger
from dataflow import DataFlow

from dataflow_debugger.service import DebugHandler

app = Celery("shop", broker="memory://", backend="cache+memory://")
db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shop.db'}")


@db.model
class Order:
    id: str
    customer: str


@after_setup_logger.connect
def watch(logger, **_):
    logger.addHandler(DebugHandler())


@app.task
def customer(id):
    return db.express.read("Order", id)["customer"]


if __name__ == "__main__":
    for number in range(3):
        customer.delay(f"o{number}")
    from celery.contrib.testing.worker import start_worker
    from dataflow_debugger.service import shared

    with start_worker(app, pool="solo", perform_ping_check=False, loglevel="INFO"):
        import time

        ends = time.time() + 30
        while sum(one["count"] for one in shared().failures()) < 3 and time.time() < ends:
            time.sleep(0.1)
        shared().flush(30)
    import json

    print(json.dumps(shared().failures()))
    sys.stdout.flush()
"""


def _environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATAFLOW_DEBUG", "DFDBG_", "OTEL_"))}
    return {**kept, "HOME": str(folder), "PYTHONWARNINGS": "ignore", **more}


@contextmanager
def served(folder: Path, **more: str) -> Iterator[tuple[httpx.Client, list[str]]]:
    """uvicorn with the shop; what it writes to standard error is in the list afterwards."""
    folder.mkdir()
    (folder / "shop.py").write_text(SHOP)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    written: list[str] = []
    with (folder / "log.txt").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "shop:app", "--port", str(port)],
            cwd=folder,
            env=_environment(folder, **more),
            stdout=log,
            stderr=log,
        )
        try:
            # After an exception uvicorn closes the connection, at a moment of its own.
            fresh = httpx.Limits(max_keepalive_connections=0)
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, limits=fresh) as client:
                _wait_for(client, server)
                yield client, written
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
    written.append((folder / "log.txt").read_text())


def _wait_for(client: httpx.Client, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            client.get("/spans")
            return
        except httpx.TransportError:
            assert server.poll() is None
            time.sleep(0.1)
    pytest.fail("uvicorn does not answer")


def _ask(client: httpx.Client) -> list[int]:
    found = []
    for number in range(3):
        for path in ("forgotten", "wired", "hidden", "logged", "own"):
            tail = "" if path == "own" else f"/{path[0]}{number}"
            found.append(client.get(f"/{path}{tail}").status_code)
        found.append(client.post(f"/orders/p{number}").status_code)
    return found


def _diagnosed(client: httpx.Client, count: int) -> dict[str, dict[str, Any]]:
    """The failures by the function they happened in, when all have an answer."""
    for _ in range(600):
        failures = client.get("/failures").json()
        if len(failures) == count and all(one["title"] for one in failures):
            break
        time.sleep(0.1)
    return {one["place"].rpartition(" in ")[2]: one for one in failures}


def _errors(log: str) -> list[str]:
    """What the server said of errors, without what differs from run to run."""
    lines = [re.sub(r"\x1b\[[\d;]*m|0x[0-9a-f]+|run_\d+|\d+\.\d+s", "", line) for line in log.splitlines()]
    begins = [number for number, line in enumerate(lines) if "Exception in ASGI application" in line]
    return [line for start in begins for line in lines[start : start + 12]]


def test_a_service(tmp_path: Path) -> None:
    with served(tmp_path / "plain") as (client, plain):
        statuses = _ask(client)
    with served(tmp_path / "watched", WATCHED="1") as (client, watched):
        assert _ask(client) == statuses
        found = _diagnosed(client, 4)
        spans = client.get("/spans").json()

    assert {name: (one["count"], one["code"]) for name, one in found.items()} == {
        "forgotten": (3, "DFX601"),
        "wired": (3, "DFX315"),
        "hidden": (2, "DFX814"),
        "logged": (3, "DFX601"),
    }
    folder = tmp_path / "watched" / ".dataflow" / "debug"
    kept = sorted(path.name for path in folder.glob("*.json"))
    assert kept == sorted(one["evidence"] for one in found.values())
    wired = json.loads((folder / found["wired"]["evidence"]).read_text())
    assert wired["hook"]["fingerprint"] == found["wired"]["fingerprint"]
    assert wired["hook"]["route"] == "GET /wired/{id}"
    # The evidence is of its own request alone.
    assert {call["api"] for call in wired["calls"]} <= {
        "dataflow.init", "dataflow.model", "builder.build", "runtime.execute"
    }  # fmt: skip
    _check_spans(spans, found)
    # The first said by the server about each error is what it says without us.
    assert _errors(watched[0]) == _errors(plain[0])
    assert list(folder.glob("service-*.counts"))


def _check_spans(spans: list[dict[str, Any]], found: dict[str, dict[str, Any]]) -> None:
    """Every request that failed has the event; what the diagnosis said stands in a span below the first."""
    for one in found.values():
        mine = [span for span in spans if span["attributes"]["dataflow.fingerprint"] == one["fingerprint"]]
        # FastAPI makes spans of its own inside of ours; whichever is current has the event.
        assert sum(span["name"] != "dataflow.diagnosis" for span in mine) == one["count"]
        told = [span for span in mine if span["name"] == "dataflow.diagnosis"]
        assert len(told) == 1
        assert told[0]["parent"]
        assert told[0]["attributes"]["dataflow.code"] == one["code"]
        assert told[0]["attributes"]["dataflow.title"] == one["title"]


def test_under_load_nothing_is_lost_or_doubled() -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "benchmarks/service.py", "--seconds", "6", "--kinds", "4", "--check"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 recorded, 0 doubled, 0 without evidence" in done.stdout


def test_a_celery_worker(tmp_path: Path) -> None:
    (tmp_path / "worker.py").write_text(WORKER)
    done = subprocess.run(
        [sys.executable, "worker.py"],
        cwd=tmp_path,
        env=_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    failures = json.loads(done.stdout.strip().splitlines()[-1]) if done.returncode == 0 else []
    assert [(one["count"], one["code"]) for one in failures] == [(3, "DFX602")], done.stdout + done.stderr
    assert failures[0]["place"].endswith(" in customer")
