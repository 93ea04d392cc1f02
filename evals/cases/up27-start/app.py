from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'start.db'}")


@db.model
class Item:
    id: str
    name: str


print("ready:", "Item" in db.get_models())
