from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stables.db'}")


@db.model
class Horse:
    id: str
    name: str


def add_horse(runtime, key, name):
    flow = WorkflowBuilder()
    flow.add_node("HorseCreateNode", "add", {"id": key, "name": name})
    return runtime.execute(flow)


with LocalRuntime() as runtime:
    results, run_id = add_horse(runtime, "h1", "Fjora")

print("added", results["add"]["name"])
