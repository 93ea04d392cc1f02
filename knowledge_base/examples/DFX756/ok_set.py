from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Herb:
    id: int
    name: str


for number, name in enumerate(["Sage", "Dill", "Mint"], start=1):
    db.express_sync.create("Herb", {"id": number, "name": name})

herbs = db.express_sync.list("Herb")
print("herbs:", sorted(herb["name"] for herb in herbs))
print("first of the list:", herbs[0]["name"])
