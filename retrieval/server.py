"""A Chroma server that a team shares, asked with a limit of time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from typing import Any, TypeVar
from urllib.parse import urlsplit

# Longer than a server in the same network needs, short beside the run of a program.
LIMIT_S = 2.0
# So many vectors that one request stays far below the limit.
BATCH = 200

Answer = TypeVar("Answer")


class WrongAddress(Exception):
    """The address of the server cannot be used; the message says what is expected."""


@dataclass(frozen=True)
class Address:
    """Where the server listens."""

    host: str
    port: int
    ssl: bool = False

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http{'s' if self.ssl else ''}://{host}:{self.port}"


def address(url: str) -> Address:
    """Take `http://HOST:PORT` apart. Raises WrongAddress."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    else:
        if parts.scheme not in ("http", "https") or parts.path.strip("/") or parts.query or parts.username:
            host = None
    if not host or not port:
        # The address may hold a password, so it is not repeated.
        raise WrongAddress("The address of a store has the form http://HOST:PORT.")
    return Address(host, port, parts.scheme == "https")


def connect(place: Address) -> Any:
    """A client of the server. Raises whatever Chroma raises, and TimeoutError."""
    import chromadb

    # Chroma loads its client when one is made; that time is not the server's.
    import chromadb.api.fastapi
    from chromadb.config import Settings

    settings = Settings(
        anonymized_telemetry=False, chroma_server_host=place.host, chroma_server_http_port=place.port
    )
    return within(lambda: chromadb.HttpClient(place.host, place.port, ssl=place.ssl, settings=settings))


def within(work: Callable[[], Answer], seconds: float = LIMIT_S) -> Answer:
    """What `work` returns. Raises what it raises, or TimeoutError; then it goes on in its thread unheard.

    Chroma's client waits for ever by itself.
    """
    future: Future[Answer] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, name="store-request", daemon=True).start()
    return future.result(timeout=seconds)
