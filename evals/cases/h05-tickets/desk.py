from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

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
    workflow = WorkflowBuilder()
    workflow.add_node("TicketCreateNode", "ticket", {
        "id": f"T{number}",
        "customer": customer,
        "body": body,
    })
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return results["ticket"]["id"]


def mention(phrase):
    tickets = db.express_sync.list("Ticket", order_by=["id"])
    return [t["id"] for t in tickets if phrase.lower() in t["body"].lower()]


def letter(ticket_id):
    ticket = db.express_sync.read("Ticket", ticket_id)
    return f"Dear {ticket['customer']}, you wrote: \"{ticket['body']}\""
