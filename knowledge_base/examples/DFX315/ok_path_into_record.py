from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'recycling.db'}")


@db.model
class Bin:
    id: str
    kind: str


flow = WorkflowBuilder()
flow.add_node(
    "BinUpsertNode",
    "place",
    {"where": {"id": "bin-1"}, "update": {"kind": "glass"}, "create": {"id": "bin-1", "kind": "glass"}},
)
flow.add_node("BinReadNode", "check", {})
flow.add_connection("place", "record.id", "check", "id")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print(results["check"]["kind"])
