import clean
from datetime import datetime

from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from dataflow import DataFlow

clean.reset("readings")
db = DataFlow(clean.URL)


@db.model
class Reading:
    id: str
    celsius: float
    taken_at: datetime


for n, (celsius, day) in enumerate([(18.5, 1), (19.0, 4), (21.5, 9)]):
    db.express_sync.create("Reading", {"id": f"r{n}", "celsius": celsius, "taken_at": datetime(2025, 6, day, 12)})


def since(day):
    wf = WorkflowBuilder()
    wf.add_node("ReadingListNode", "recent", {"filter": {"taken_at": {"$gte": day}}, "limit": 100})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["recent"]["records"]


print("since the 3rd:", len(since(datetime(2025, 6, 3))))
db.close()
