from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Notice:
    id: int
    text: str


for number, text in [(2, "lift broken"), (5, "lift repaired")]:
    db.express_sync.create("Notice", {"id": number, "text": text})

newest = db.express_sync.list("Notice", order_by=["-updated_at"], limit=1)[0]
print("newest:", newest["text"])
