from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'boiler.db'}")


@db.model
class Reading:
    id: str
    celsius: int


@db.model
class Alarm:
    id: str
    value: int = 0


flow = WorkflowBuilder()
flow.add_node("ReadingCreateNode", "measure", {"id": "r1", "celsius": 95})
flow.add_node("SwitchNode", "hot", {"condition_field": "celsius", "operator": ">", "value": 90})
flow.add_node("AlarmCreateNode", "ring", {"id": "a1"})
flow.add_connection("measure", "celsius", "hot", "input_data")
flow.add_connection("hot", "true", "ring", "value")

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

print("alarm at", db.express_sync.read("Alarm", "a1")["value"])
