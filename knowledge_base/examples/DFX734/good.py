from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'glacier.db'}")


@db.model
class Probe:
    id: str
    depth: int


db.express_sync.create("Probe", {"id": "gl-07", "depth": 40})

workflow = WorkflowBuilder()
workflow.add_node("ProbeUpdateNode", "lower", {"filter": {"id": "gl-07"}, "fields": {"depth": 55}})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build())
print("updated:", results["lower"]["updated"])
print("depth:", db.express_sync.read("Probe", "gl-07")["depth"])
db.close()
