from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "linden.db"
db = DataFlow(f"sqlite:///{DB_FILE}", cache_enabled=False)


@db.model
class Contract:
    id: int
    tenant: str
    flat: str
    ended: int = 0
