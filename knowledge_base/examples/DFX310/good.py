from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'cargo.db'}")


@db.model
class Container:
    id: str
    port: str


flow = WorkflowBuilder()
flow.add_node("ContainerCreateNode", "load", {"id": "c1", "port": "Koper"})
flow.add_node("ContainerReadNode", "check", {})
flow.add_connection("load", "id", "check", "id")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print(results["check"]["port"])
