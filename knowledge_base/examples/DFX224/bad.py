from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'playlist.db'}")


@db.model
class Track:
    id: str
    title: str


for key in ("t1", "t2", "t3"):
    db.express_sync.create("Track", {"id": key, "title": f"track {key}"})

workflow = WorkflowBuilder()
workflow.add_node("TrackDeleteNode", "drop", {"filter": {"id": {"$in": ["t1", "t2"]}}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("tracks left:", db.express_sync.count("Track"))
