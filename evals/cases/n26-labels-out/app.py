from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'labels.db'}")


import printer


@db.model
class Jar:
    id: str
    label: str


db.express_sync.create("Jar", {"id": "j1", "label": "Plum 2024"})
printer.write([jar["label"] for jar in db.express_sync.list("Jar")])
print("printed")
