from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

HERE = Path(__file__).resolve().parent
live = DataFlow(f"sqlite:///{HERE / 'live.db'}")
backup = DataFlow(f"sqlite:///{HERE / 'backup.db'}")


@live.model
class Invoice:
    id: str
    cents: int


@backup.model
class OldInvoice:
    __tablename__ = "invoices"
    id: str
    cents: int


wf = WorkflowBuilder()
wf.add_node("InvoiceCreateNode", "bill", {"id": "i1", "cents": 100})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("live:", live.express_sync.count("Invoice"), "backup:", backup.express_sync.count("OldInvoice"))
