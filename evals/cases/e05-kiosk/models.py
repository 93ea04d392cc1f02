from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "kiosk.db"))


@db.model
class Complaint:
    id: str
    counter: str
    text: str
    state: str = "open"
