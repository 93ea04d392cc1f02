from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'choir.db'}")


@db.model
class Singer:
    id: str
    voice: str
    joined: int = 2020


new_singers = [{"id": "s1", "voice": "alto"}, {"id": "s2", "voice": "bass"}]

workflow = WorkflowBuilder()
workflow.add_node("SingerBulkCreateNode", "join", new_singers)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("singers:", db.express_sync.count("Singer"))
