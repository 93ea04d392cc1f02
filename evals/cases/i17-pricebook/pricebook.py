"""Price book of the spare part desk."""
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "pricebook.db"
for leftover in DB_FILE.parent.glob("pricebook.db*"):
    leftover.unlink()

URL = f"sqlite:///{DB_FILE}"
db = DataFlow(URL)


@db.model
class Part:
    id: str
    label: str
    cents: int


OPENING = [("P-1", "fan 80 mm", 650), ("P-2", "fan 120 mm", 990), ("P-3", "rail kit", 4200)]


def open_book():
    for part_id, label, cents in OPENING:
        db.express_sync.create("Part", {"id": part_id, "label": label, "cents": cents})
