from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(str(Path(__file__).resolve().parent / "parcels.db"))


@db.model
class Parcel:
    id: str
    weight_kg: float
    zone: str
    tariff: float = 0.0
    state: str = "received"


TARIFF = """
base = {'A': 4.0, 'B': 6.5, 'C': 9.0}[zone]
extra = max(0.0, weight_kg - 2.0) * 1.5
result = {'tariff': round(base + extra, 2)}
"""


def rate(runtime, parcel_id):
    wf = WorkflowBuilder()
    wf.add_node("ParcelReadNode", "parcel", {"id": parcel_id})
    wf.add_node("PythonCodeNode", "price", {"code": TARIFF})
    wf.add_node("ParcelUpdateNode", "save", {
        "filter": {"id": parcel_id},
        "fields": {"state": "rated"},
    })
    wf.add_connection("parcel", "zone", "price", "zone")
    wf.add_connection("parcel", "weight_kg", "price", "weight_kg")
    wf.add_connection("price", "result.tariff", "save", "tariff")
    results, _ = runtime.execute(wf.build())
    return results["save"]


if __name__ == "__main__":
    for parcel in (("P1", 1.2, "A"), ("P2", 5.0, "C")):
        db.express_sync.create("Parcel", dict(zip(("id", "weight_kg", "zone"), parcel)))

    with LocalRuntime() as runtime:
        for parcel_id in ("P1", "P2"):
            saved = rate(runtime, parcel_id)
            print(parcel_id, "updated:", saved["updated"], "tariff:", saved["tariff"])

        wf = WorkflowBuilder()
        wf.add_node("ParcelListNode", "invoice", {"filter": {"state": "rated"}, "order_by": ["id"], "limit": 100})
        results, _ = runtime.execute(wf.build())
    total = sum(p["tariff"] for p in results["invoice"]["records"])
    print(f"invoice over {results['invoice']['count']} parcels: {total:.2f}")
    db.close()
