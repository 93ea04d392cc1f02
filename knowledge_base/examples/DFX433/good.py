from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
live = DataFlow(f"sqlite:///{HERE / 'live.db'}")
backup = DataFlow(f"sqlite:///{HERE / 'backup.db'}")


class Invoice:
    id: str
    cents: int


live.model(Invoice)
backup.model(Invoice)


def bill(invoice_id, cents):
    return live.express_sync.create("Invoice", {"id": invoice_id, "cents": cents})["id"]


print("billed", bill("i1", 1999))
print("live invoices:", live.express_sync.count("Invoice"))
