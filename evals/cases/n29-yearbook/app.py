from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'readings.db'}")


import export


@db.model
class Line:
    id: str
    text: str


db.express_sync.bulk_create("Line", [{"id": f"l{number}", "text": "x" * 40} for number in range(8)])
export.write(db.express_sync.list("Line"))
print("exported")
