from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "tickets.db"
for old in DB_FILE.parent.glob("tickets.db*"):
    old.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Ticket:
    id: str
    customer: str
    body: str
    state: str = "open"


def open_ticket(number, customer, body):
    ticket = db.express_sync.create("Ticket", {
        "id": f"T{number}",
        "customer": customer,
        "body": body,
    })
    return ticket["id"]


def mention(phrase):
    tickets = db.express_sync.list("Ticket", order_by=["id"])
    return [t["id"] for t in tickets if phrase.lower() in t["body"].lower()]


def letter(ticket_id):
    ticket = db.express_sync.read("Ticket", ticket_id)
    return f"Dear {ticket['customer']}, you wrote: \"{ticket['body']}\""
