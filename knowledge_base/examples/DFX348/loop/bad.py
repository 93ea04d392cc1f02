from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'yard.db'}")
SPLIT = "result = {'length': float(size.split('x')[0]), 'width': float(size.split('x')[1])}"


@db.model
class Plank:
    id: str
    length: float = 0.0
    width: float = 0.0


def sawing(plank, size):
    flow = WorkflowBuilder()
    flow.add_node("PythonCodeNode", "split", {"code": SPLIT, "size": size})
    flow.add_node("PlankCreateNode", "plank", {"id": plank})
    for side in ("length", "width"):
        flow.add_connection("split", side, "plank", side)
    return flow.build()


with LocalRuntime() as runtime:
    runtime.execute(sawing("p1", "240x18"))
row = db.express_sync.read("Plank", "p1")
print("plank:", row["length"], "by", row["width"])
