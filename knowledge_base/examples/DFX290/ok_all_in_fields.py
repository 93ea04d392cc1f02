from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'ferry.db'}")


@db.model
class Ferry:
    id: str
    cars: int = 0
    state: str = "waiting"


db.express_sync.create("Ferry", {"id": "north"})

flow = WorkflowBuilder()
flow.add_node("FerryReadNode", "ferry", {"id": "north"})
flow.add_node("FerryUpdateNode", "board", {"fields": {"cars": 12, "state": "loaded"}})
flow.add_node("FerryUpdateNode", "sail", {"state": "sailing"})
flow.add_connection("ferry", "id", "board", "id")
flow.add_connection("board", "id", "sail", "id")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

ferry = db.express_sync.read("Ferry", "north")
print(results["board"]["updated"], ferry["cars"])
db.close()
