"""A database of its own for every run that needs a server."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

ADMIN_URL = "postgresql://postgres@127.0.0.1:5432/test"
# The examples on MySQL name this server themselves: user root without a password, database test.
MYSQL = ("127.0.0.1", 3306)


class NoServer(Exception):
    """The database server of the README does not answer; the message says where it was looked for."""


def admin_url() -> str:
    """The server that tests may use: `DATAFLOW_DEBUG_TEST_POSTGRES`, else the one of the README."""
    return os.environ.get("DATAFLOW_DEBUG_TEST_POSTGRES", ADMIN_URL)


@contextmanager
def database(kind: str) -> Iterator[dict[str, str]]:
    """Environment variables for a run: for postgresql `DATABASE_URL` of a fresh database, dropped afterwards.

    Raises NoServer.
    """
    if kind == "mysql":
        _answers(*MYSQL)
    if kind != "postgresql":
        yield {}
        return
    name = f"example_{uuid.uuid4().hex[:12]}"
    _sql(f'CREATE DATABASE "{name}"')
    try:
        yield {"DATABASE_URL": admin_url().rpartition("/")[0] + f"/{name}"}
    finally:
        _sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _answers(host: str, port: int) -> None:
    """Raises NoServer when nothing listens there."""
    try:
        socket.create_connection((host, port), timeout=2).close()
    except OSError as error:
        raise NoServer(f"no MySQL server answers at {host}:{port}: {error}") from error


def _sql(statement: str) -> None:
    import psycopg2  # type: ignore[import-untyped]

    url = admin_url()
    try:
        connection = psycopg2.connect(url, connect_timeout=5)
    except psycopg2.OperationalError as error:
        raise NoServer(
            f"no PostgreSQL server answers at {url}: {str(error).strip().splitlines()[0]}"
        ) from error
    try:
        # CREATE and DROP DATABASE cannot run inside a transaction.
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
