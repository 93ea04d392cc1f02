from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'seeds.db'}")


@db.model
class Packet:
    id: str
    species: str


packets = [{"id": "p1", "species": "kale"}, {"id": "p2", "species": "chard"}]

workflow = WorkflowBuilder()
workflow.add_node("PacketBulkCreateNode", "stock", {"data": packets})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("success:", results["stock"]["success"], "packets:", db.express_sync.count("Packet"))
