"""Writes the monthly invoices with their lines."""
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from billing import db

HOURS = {
    "Sorel": [("Firewall check", 9500), ("Night call", 14000)],
    "Tanaka": [("Mail migration", 42000)],
}


def invoice_workflow(invoice_id, customer, month, positions):
    workflow = WorkflowBuilder()
    workflow.add_node("InvoiceCreateNode", "invoice", {
        "id": invoice_id, "customer": customer, "month": month})
    for number, (text, cents) in enumerate(positions, start=1):
        line = f"line_{number}"
        workflow.add_node("InvoiceLineCreateNode", line, {"text": text, "cents": cents})
        workflow.add_connection("invoice", "id", line, "invoice_id")
    return workflow.build()


def write_invoices(month):
    with LocalRuntime() as runtime:
        for invoice_id, (customer, positions) in enumerate(HOURS.items(), start=1):
            runtime.execute(invoice_workflow(invoice_id, customer, month, positions))


def statement(month):
    for invoice in db.express_sync.list("Invoice", {"month": month}, order_by=["customer"]):
        lines = db.express_sync.list("InvoiceLine", {"invoice_id": invoice["id"]})
        total = sum(line["cents"] for line in lines)
        yield f"{invoice['customer']}: {len(lines)} lines, {total / 100:.2f} EUR"


def main():
    write_invoices("2025-04")
    print("invoices:", db.express_sync.count("Invoice"))
    for row in statement("2025-04"):
        print(row)


if __name__ == "__main__":
    main()
