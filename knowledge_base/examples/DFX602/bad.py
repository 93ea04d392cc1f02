from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lottery.db'}")


@db.model
class Ticket:
    id: str
    number: int


for number in (7, 21, 40):
    db.express.create("Ticket", {"id": f"t{number}", "number": number})

tickets = db.express.list("Ticket", order_by=["number"])
print("numbers:", [ticket["number"] for ticket in tickets])
db.close()
