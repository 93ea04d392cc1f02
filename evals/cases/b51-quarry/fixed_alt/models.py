from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "quarry.db"
db = DataFlow(f"sqlite:///{DB_FILE}", cache_enabled=False)


@db.model
class WorkOrder:
    id: int
    machine: str
    task: str
    shift: str
    state: str = "open"
