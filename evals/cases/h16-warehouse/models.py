from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "warehouse.db"
DB_FILE.unlink(missing_ok=True)

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Bin:
    id: str
    material: str
    pieces: int


@db.model
class Move:
    id: str
    source: str
    target: str
    pieces: int


def seed():
    for place, material, pieces in (("A1", "M8 bolts", 500), ("B4", "M8 bolts", 20), ("C2", "M8 bolts", 0)):
        db.express_sync.create("Bin", {"id": place, "material": material, "pieces": pieces})
