from pathlib import Path

from dataflow import DataFlow

with DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'harbour.db'}") as db:

    @db.model
    class Crane:
        id: str
        tonnes: int

    db.express_sync.create("Crane", {"id": "c1", "tonnes": 40})
    total = db.express_sync.count("Crane")

print("cranes:", total)
