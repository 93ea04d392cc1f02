from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "atrium.db"
db = DataFlow(f"sqlite:///{DB_FILE}", multi_tenant=True, cache_enabled=False)


@db.model
class Preference:
    id: str
    topic: str
    choice: str
