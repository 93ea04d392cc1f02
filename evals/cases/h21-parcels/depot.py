"""Models and the booking service of the parcel depot."""
from typing import Optional

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from settings import SETTINGS

# the scanners must keep running while the office changes the schema
db = DataFlow(SETTINGS.dsn, auto_migrate="warn")


@db.model
class H21Parcel:
    id: str
    bay: str
    grams: int
    sender: Optional[str] = None


class BookingDesk:
    def __init__(self, bay: str):
        self.bay = bay

    def _row(self, code: str, grams: int, sender: Optional[str]) -> dict:
        return {"id": code, "bay": self.bay, "grams": grams, "sender": sender or "unknown"}

    def book(self, parcels) -> int:
        workflow = WorkflowBuilder()
        for number, (code, grams, sender) in enumerate(parcels, start=1):
            workflow.add_node("H21ParcelCreateNode", f"book_{number}", self._row(code, grams, sender))
        with LocalRuntime() as runtime:
            results, _ = runtime.execute(workflow.build())
        return sum(1 for result in results.values() if result.get("id"))
