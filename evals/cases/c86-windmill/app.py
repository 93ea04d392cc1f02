from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'mill.db'}")


@db.model
class Sack:
    id: str
    kilos: float


def total():
    flow = WorkflowBuilder()
    flow.add_node("SackListNode", "sacks", {"limit": 100})
    flow.add_node("PythonCodeNode", "weigh", {"code": """
        kilos = 0
        for sack in records:
            kilos += sack["kilos"]
        result = {"kilos": kilos}
    """})
    flow.add_connection("sacks", "records", "weigh", "records")
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(flow.build())
    return results["weigh"]["result"]["kilos"]


for key, kilos in [("s1", 25.0), ("s2", 30.5)]:
    db.express_sync.create("Sack", {"id": key, "kilos": kilos})
print("kilos:", total())
