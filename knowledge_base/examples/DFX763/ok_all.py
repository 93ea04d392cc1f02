from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Notice:
    id: int
    text: str


for number, text in enumerate(["lift broken", "lift repaired"], start=1):
    db.express_sync.create("Notice", {"id": number, "text": text})

notices = db.express_sync.list("Notice", order_by=["created_at"])
print("notices:", len(notices))
