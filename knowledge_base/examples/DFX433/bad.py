from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

HERE = Path(__file__).resolve().parent
live = DataFlow(f"sqlite:///{HERE / 'live.db'}")
backup = DataFlow(f"sqlite:///{HERE / 'backup.db'}")


class Invoice:
    id: str
    cents: int


live.model(Invoice)
backup.model(Invoice)


def bill(invoice_id, cents):
    wf = WorkflowBuilder()
    wf.add_node("InvoiceCreateNode", "bill", {"id": invoice_id, "cents": cents})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["bill"]["id"]


print("billed", bill("i1", 1999))
print("live invoices:", live.express_sync.count("Invoice"))
