from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'fleet.db'}")


@db.model
class Van:
    id: str
    plate: str
    state: str = "free"


db.express_sync.create("Van", {"id": "v1", "plate": "W-1000X"})
db.express_sync.create("Van", {"id": "v2", "plate": "W-2000X"})


def send_out(plate):
    workflow = WorkflowBuilder()
    workflow.add_node("VanUpdateNode", "send", {"filter": {"plate": plate}, "fields": {"state": "out"}})
    with LocalRuntime() as runtime:
        runtime.execute(workflow.build())


send_out("W-2000X")
print("free vans:", db.express_sync.count("Van", {"state": "free"}))
