from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'hive.db'}")


@db.model
class Badge:
    id: str
    holder: str


db.express_sync.create("Badge", {"id": "b1", "holder": "Mia"})
for badge in ("b1", "b7"):
    removed = db.express_sync.read("Badge", badge) is not None
    db.express_sync.delete("Badge", badge)
    print(badge, "removed" if removed else "not found")
db.close()
