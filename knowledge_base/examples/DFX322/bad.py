from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'scouts.db'}")


@db.model
class Scout:
    id: str
    troop: str


flow = WorkflowBuilder()
flow.add_node("ScoutCreateNode", {"id": "s1", "troop": "Otter"})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("troop:", results["ScoutCreateNode"]["troop"])
