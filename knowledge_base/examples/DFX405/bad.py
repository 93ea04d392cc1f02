from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'maps.db'}", existing_schema_mode=True)


@db.model
class Sheet:
    id: str
    scale: int


db.express_sync.create("Sheet", {"id": "4821", "scale": 25000})
print("sheets:", db.express_sync.count("Sheet"))
