import clean
from datetime import datetime

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

clean.reset("parcels")
db = DataFlow(clean.URL)


@db.model
class Parcel:
    id: str
    status: str
    history: dict = {}


def event(place, hour):
    return {"place": place, "at": datetime(2025, 9, 1, hour)}


def parcel(number):
    return {"id": f"p{number}", "status": "sent", "history": {"last": event("Gent", 9)}}


wf = WorkflowBuilder()
wf.add_node("ParcelBulkCreateNode", "send", {"data": [parcel(n) for n in range(3)]})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("parcels:", db.express_sync.count("Parcel"))
print("last:", db.express_sync.read("Parcel", "p1")["history"]["last"]["place"])
db.close()
