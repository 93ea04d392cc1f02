"""A model that says the opposite: an HTTP server that ranks the candidates from the last to the first.

It shows what the worst of models could do to the figures (`evals run --model openai:contrary`).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NAME = "contrary"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        ranking = request["response_format"]["json_schema"]["schema"]["properties"]["ranking"]
        codes = ranking["items"].get("enum") or [ranking["items"]["const"]]
        answer = {
            "reason": "The last candidate is the cause.",
            "ranking": codes[::-1],
            "cause": "The last candidate.",
            "edits": [],
            "next_steps": ["Do nothing"],
            "asks": [],
        }
        message = {"role": "assistant", "content": json.dumps(answer)}
        reply: dict[str, Any] = {
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": NAME,
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
        }
        data = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: Any) -> None:
        """A table is no place for a server's log."""


@contextmanager
def serving() -> Iterator[str]:
    """The base URL of the server while it runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
