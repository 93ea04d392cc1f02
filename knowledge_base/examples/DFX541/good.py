from pathlib import Path

from dataflow import DataFlow

db = DataFlow(str(Path(__file__).resolve().parent / "depot.db"), cache_enabled=False)


@db.model
class Crate:
    id: str
    kilos: int


db.express_sync.create("Crate", {"id": "c1", "kilos": 40})
print("crates:", db.express_sync.count("Crate"))
