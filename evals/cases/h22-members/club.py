"""Tables, models and the erasure service of the squash club."""
import sqlite3
from pathlib import Path

from dataflow import DataFlow
from dataflow.adapters.sqlite import SQLiteAdapter

HERE = Path(__file__).resolve().parent
DB_FILE = HERE / "club.db"


def install_schema():
    connection = sqlite3.connect(DB_FILE)
    connection.executescript((HERE / "schema.sql").read_text())
    connection.close()


install_schema()
db = DataFlow(f"sqlite:///{DB_FILE}", enable_caching=False)


@db.model
class Member:
    id: str
    name: str
    email: str


@db.model
class Booking:
    id: str
    member_id: str
    court: int
    day: str


class Erasure:
    """Removes members who asked for it, through one long-lived adapter."""

    def __init__(self, path: Path):
        self._adapter = SQLiteAdapter(str(path), max_connections=4, busy_timeout=5000)

    async def __aenter__(self):
        await self._adapter.connect()
        return self

    async def __aexit__(self, *_):
        await self._adapter.disconnect()

    async def forget(self, member_id: str) -> int:
        outcome = await self._adapter.execute_query("DELETE FROM members WHERE id = ?", [member_id])
        return outcome[0]["rows_affected"]
