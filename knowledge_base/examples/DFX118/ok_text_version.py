from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'manuals.db'}")


@db.model
class Manual:
    id: str
    title: str
    version: str = "1.0"


workflow = WorkflowBuilder()
workflow.add_node("ManualCreateNode", "publish", {"id": "m1", "title": "Mixer", "version": "3.1"})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("version:", db.express_sync.read("Manual", "m1")["version"])
