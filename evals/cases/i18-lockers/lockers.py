"""Locker desk: who holds which locker."""
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "lockers.db"
for leftover in DB_FILE.parent.glob("lockers.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}", cache_enabled=False)


@db.model
class Locker:
    id: str
    floor: int
    holder: str


class Desk:
    def __init__(self, floors):
        self.store = db.express_sync
        for floor, count in floors.items():
            for number in range(1, count + 1):
                self.store.create("Locker", {
                    "id": f"{floor}-{number:02d}", "floor": floor, "holder": "free"})

    def assign(self, locker_id, holder):
        self.store.update("Locker", locker_id, {"holder": holder})

    def holders(self):
        rows = self.store.list("Locker", {}, limit=100)
        return {row["id"]: row["holder"] for row in sorted(rows, key=lambda r: r["id"])}
