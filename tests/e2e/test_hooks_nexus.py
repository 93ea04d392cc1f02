"""A real Nexus over HTTP: what fails in an endpoint is recorded once, and the answers stay what they are."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

SHOP = """\
import sys
from pathlib import Path

from dataflow import DataFlow
from nexus import Nexus

from dataflow_debugger.service import DebugMiddleware, shared

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shop.db'}")


@db.model
class Order:
    id: str
    customer: str


port = int(sys.argv[1])
app = Nexus(api_port=port, mcp_port=port + 1, auto_discovery=False, enable_durability=False)
app.add_middleware(DebugMiddleware)


@app.endpoint("/orders/{id}", methods=["GET"])
async def read(id: str):
    return {"customer": db.express.read("Order", id)["customer"]}


@app.endpoint("/failures", methods=["GET"])
async def failures():
    return shared().failures()


app.start()
"""


def test_an_endpoint_of_nexus(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(SHOP)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATAFLOW_DEBUG", "DFDBG_", "OTEL_"))}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (tmp_path / "log.txt").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "shop.py", str(port)],
            cwd=tmp_path,
            env={**kept, "HOME": str(tmp_path)},
            stdout=log,
            stderr=log,
        )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            statuses = [_ask(client, "/orders/o1", server).status_code for _ in range(3)]
            for _ in range(300):
                found = _ask(client, "/failures", server).json()
                if found and found[0]["title"]:
                    break
                time.sleep(0.1)
    finally:
        server.kill()
        server.wait()
    assert statuses == [500, 500, 500]
    assert [(one["count"], one["code"]) for one in found] == [(3, "DFX601")]
    (evidence,) = (tmp_path / ".dataflow" / "debug").glob("*.json")
    assert json.loads(evidence.read_text())["hook"]["route"] == "GET /orders/{id}"


def _ask(client: httpx.Client, path: str, server: subprocess.Popen[bytes]) -> httpx.Response:
    """The answer, once the server is up."""
    for _ in range(600):
        try:
            return client.get(path)
        except httpx.TransportError:
            assert server.poll() is None
            time.sleep(0.1)
    raise AssertionError("Nexus does not answer")
