from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'gauge.db'}")


@db.model
class Level:
    id: str
    metres: int


@db.model
class Warning:
    id: str
    metres: int = 0


flow = WorkflowBuilder()
flow.add_node("LevelCreateNode", "level", {"id": "l1", "metres": 8})
flow.add_node("SwitchNode", "high", {"condition_field": "metres", "operator": ">", "value": 6})
flow.add_node("WarningCreateNode", "warn", {"id": "w1"})
flow.add_connection("level", "metres", "high", "input_data")
flow.add_connection("high", "true_output", "warn", "metres")
with LocalRuntime() as runtime:
    runtime.execute(flow.build())
print("warning at", db.express_sync.read("Warning", "w1")["metres"])
