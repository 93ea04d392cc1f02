from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'relay.db'}")


@db.model
class Leg:
    id: str
    runner: str


flow = WorkflowBuilder()
flow.add_node("LegCreateNode", "start", {"id": "l1", "runner": "Ida"})
flow.add_node("LegReadNode", "finish", {})
flow.add_connection("start", "id", "finish", "id")
flow.add_connection("finish", "runner", "start", "runner")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print(results["finish"]["runner"])
