from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'pool.db'}")


@db.model
class Lane:
    id: str
    swimmer: str


db.express.create("Lane", {"id": "lane-1", "swimmer": "Noor"})
print("lane taken by Noor")
print("lanes in use:", db.express_sync.count("Lane"))
db.close()
