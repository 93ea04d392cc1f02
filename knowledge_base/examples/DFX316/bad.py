from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'silo.db'}")


@db.model
class Delivery:
    id: str
    moisture: float
    bay: str = "store"


db.express_sync.create("Delivery", {"id": "d7", "moisture": 17.5})

workflow = WorkflowBuilder()
workflow.add_node("DeliveryReadNode", "delivery", {"id": "d7"})
workflow.add_node("SwitchNode", "wet", {"condition_field": "moisture", "operator": ">", "value": 15})
workflow.add_node("DeliveryUpdateNode", "dry", {"fields": {"bay": "dryer"}})
workflow.add_connection("delivery", "moisture", "wet", "input_data")
workflow.add_connection("wet", "true_output.id", "dry", "id")
with LocalRuntime() as runtime:
    runtime.execute(workflow.build())
print("bay:", db.express_sync.list("Delivery", {"id": "d7"})[0]["bay"])
