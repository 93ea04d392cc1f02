from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tram.db'}")


@db.model
class Stop:
    id: str
    line: str
    roofed: bool = False


for key, line, roofed in [("a", "5", True), ("b", "5", False), ("c", "33", True)]:
    db.express_sync.create("Stop", {"id": key, "line": line, "roofed": roofed})

workflow = WorkflowBuilder()
workflow.add_node("StopListNode", "stops", {"line": "5", "limit": 50})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("stops of line 5:", sorted(s["id"] for s in results["stops"]["records"]))
