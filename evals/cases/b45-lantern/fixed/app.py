from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dataflow import DataFlow

from data import INVOICES

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lantern.db'}", multi_tenant=True)


@db.model
class LanternInvoice:
    id: str
    number: str
    customer: str
    cents: int


for branch in INVOICES:
    db.tenant_context.register_tenant(branch, branch.title())


def store(branch, invoice):
    with db.tenant_context.switch(branch):
        return db.express_sync.create(
            "LanternInvoice", {"id": f"{branch}-{invoice['number']}", **invoice}
        )


def import_branch(branch, invoices):
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(lambda invoice: store(branch, invoice), invoices))


for branch, invoices in INVOICES.items():
    import_branch(branch, invoices)

for branch in INVOICES:
    with db.tenant_context.switch(branch):
        rows = db.express_sync.list("LanternInvoice")
        print(f"{branch}: {len(rows)} invoices, {sum(r['cents'] for r in rows) / 100:.2f}")

db.close()
