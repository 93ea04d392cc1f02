from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parcels.db'}")

COSTS = {"DE": 490, "AT": 790, "CH": 1290}


@db.model
class Parcel:
    id: str
    country: str


for number, country in enumerate(["DE", "NO", "AT"], start=1):
    db.express_sync.create("Parcel", {"id": f"p{number}", "country": country})

wf = WorkflowBuilder()
wf.add_node("ParcelListNode", "open", {"filter": {}, "order_by": ["id"]})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())

for parcel in results["open"]["records"]:
    print(parcel["id"], COSTS[parcel["country"]])
