from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'silo.db'}")


@db.model
class Level:
    id: str
    tons: int


flow = WorkflowBuilder()
flow.add_node("LevelCreateNode", "weigh", {"id": "l1", "tons": 80})
flow.add_node("SwitchNode", "full", {"condition_field": "tons", "operator": ">", "value": 50})
flow.add_connection("weigh", "tons", "full", "input_data")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("full:", results["full"]["condition_result"])
