from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'census.db'}")


@db.model
class House:
    id: str
    street: str


for n in range(3):
    db.express_sync.create("House", {"id": f"h{n}", "street": "Ring"})

workflow = WorkflowBuilder()
workflow.add_node("HouseCountNode", "houses", {"filter": {"street": "Ring"}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("houses:", results["houses"]["count"])
