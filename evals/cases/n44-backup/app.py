from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'evening.db'}")


import backup


@db.model
class Closing:
    id: str
    cents: int


db.express_sync.create("Closing", {"id": "mon", "cents": 12000})
backup.run()
print("closed:", db.express_sync.count("Closing"))
