from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'wardrobe.db'}")


@db.model
class Costume:
    id: str
    play: str
    worn: int = 0


for key, worn in [("c1", 3), ("c2", 88), ("c3", 120)]:
    db.express_sync.create("Costume", {"id": key, "play": "Hamlet", "worn": worn})

flow = WorkflowBuilder()
flow.add_node("CostumeListNode", "shabby", {"filter": {"worn": {"$gt": 80}}, "limit": 100})
flow.add_node("CostumeBulkDeleteNode", "discard", {"filter": {}})
flow.add_connection("shabby", "records", "discard", "data")

with LocalRuntime() as runtime:
    results, _ = runtime.execute(flow.build())

print("discarded:", results["discard"]["deleted"])
print("left:", db.express_sync.count("Costume"))
db.close()
