from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'depot.db'}")


@db.model
class Crate:
    id: str
    content: str


db.express_sync.create("Crate", {"id": "k1", "content": "lamps"})

wf = WorkflowBuilder()
wf.add_node("CrateReadNode", "find", {})
wf.add_node("CrateCountNode", "total", {"filter": {}})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build(), parameters={"crate": {"id": "k1"}})
print("content:", results["find"]["content"])
