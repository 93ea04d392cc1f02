"""Writes an invoice with its positions in one workflow."""
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from models import db

ORDERS = [
    ("2026-001", "Hoffmann", [("paint", 2, 18.0), ("brush", 5, 3.5)]),
    ("2026-002", "Ivanova", [("ladder", 1, 89.0)]),
]


def invoice_workflow(number, customer, positions):
    workflow = WorkflowBuilder()
    workflow.add_node("InvoiceCreateNode", "invoice", {"id": number, "customer": customer})
    for index, (article, amount, price) in enumerate(positions, 1):
        step = f"position_{index}"
        workflow.add_node("PositionCreateNode", step, {
            "id": f"{number}/{index}", "article": article, "amount": amount, "price": price,
        })
        workflow.add_connection("invoice", "result.id", step, "invoice_id")
    return workflow.build()


def total(number):
    positions = db.express_sync.list("Position", {"invoice_id": number})
    return sum(position["amount"] * position["price"] for position in positions)


def main():
    with LocalRuntime() as runtime:
        for number, customer, positions in ORDERS:
            runtime.execute(invoice_workflow(number, customer, positions))

    print("positions:", db.express_sync.count("Position"))
    for invoice in sorted(db.express_sync.list("Invoice"), key=lambda row: row["id"]):
        print(f"{invoice['id']} {invoice['customer']}: {total(invoice['id']):.2f}")


main()
