from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'courier.db'}")


@db.model
class Ride:
    id: int
    driver: str
    done: bool = False


for number, driver in enumerate(("Pia", "Max", "Pia"), start=1):
    db.express_sync.create("Ride", {"id": number, "driver": driver})

workflow = WorkflowBuilder()
workflow.add_node("RideListNode", "rides", {"filter": {"driver": "Pia"}})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build())
print("rides of Pia:", len(results["rides"]["records"]))
db.close()
