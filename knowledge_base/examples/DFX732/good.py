from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'inbox.db'}")


@db.model
class Mail:
    id: int
    sender: str
    spam: bool = False


for number, (sender, spam) in enumerate([("Ola", False), ("win@now", True), ("Per", False)], start=1):
    db.express_sync.create("Mail", {"id": number, "sender": sender, "spam": spam})

db.express_sync.bulk_delete("Mail", [mail["id"] for mail in db.express_sync.list("Mail", {"spam": True})])
print("left:", [mail["sender"] for mail in db.express_sync.list("Mail", order_by=["id"])])
db.close()
