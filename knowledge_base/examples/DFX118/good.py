from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'manuals.db'}")


@db.model
class Manual:
    id: str
    title: str
    version_value: int = 1


workflow = WorkflowBuilder()
workflow.add_node("ManualCreateNode", "publish", {"id": "m1", "title": "Mixer", "version_value": 3})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("manuals:", db.express_sync.count("Manual"))
