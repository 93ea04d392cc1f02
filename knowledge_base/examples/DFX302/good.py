from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bees.db'}")


@db.model
class Hive:
    id: str
    kilos: int


flow = WorkflowBuilder()
flow.add_node("HiveCreateNode", "harvest", {"id": "h1", "kilos": 14})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("kilos", results["harvest"]["kilos"])
