from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(str(Path(__file__).resolve().parent / "quotes.db"))


@db.model
class Quote:
    id: str
    client: str
    net: float = 0.0
    vat: float = 0.0
    gross: float = 0.0


PRICE = """
net = sum(qty * price for _, qty, price in items)
vat = round(net * 0.2, 2)
result = {'net': net, 'vat': vat, 'gross': round(net + vat, 2)}
"""


def quote_workflow(number, client, items):
    wf = WorkflowBuilder()
    wf.add_node("PythonCodeNode", "price", {"code": PRICE, "items": items})
    wf.add_node("QuoteCreateNode", "save", {"id": number, "client": client})
    for amount in ("net", "vat", "gross"):
        wf.add_connection("price", f"result.{amount}", "save", amount)
    return wf.build()


REQUESTS = {
    "Q-31": ("Gasthof Post", [("oak table", 4, 420.0), ("bench", 8, 180.0)]),
    "Q-32": ("Kanzlei Wolf", [("shelf", 6, 95.5)]),
}

with LocalRuntime() as runtime:
    for number, (client, items) in REQUESTS.items():
        results, _ = runtime.execute(quote_workflow(number, client, items))
        print(number, "priced and saved for", results["save"]["client"])

for quote in db.express_sync.list("Quote", order_by=["id"]):
    print(f"{quote['id']} {quote['client']}: net {quote['net']:.2f} vat {quote['vat']:.2f} total {quote['gross']:.2f}")
db.close()
