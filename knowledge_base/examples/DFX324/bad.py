from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bowling.db'}")


@db.model
class Lane:
    id: str
    length: int


flow = WorkflowBuilder()
for number in (1, 2):
    flow.add_node("LaneCreateNode", number, {"id": f"lane-{number}", "length": 18})

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

print("lanes:", db.express_sync.count("Lane"))
