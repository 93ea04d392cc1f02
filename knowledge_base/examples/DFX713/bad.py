from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tickets.db'}")


@db.model
class Ticket:
    id: int
    subject: str
    closed_by: str = None


db.express_sync.create("Ticket", {"id": 1, "subject": "printer", "closed_by": "ann"})
db.express_sync.create("Ticket", {"id": 2, "subject": "laptop"})
db.express_sync.create("Ticket", {"id": 3, "subject": "badge", "closed_by": "bo"})

closed = db.express_sync.list("Ticket", {"closed_by": {"$null": False}}, order_by=["id"])
print("closed:", [ticket["subject"] for ticket in closed])
db.close()
