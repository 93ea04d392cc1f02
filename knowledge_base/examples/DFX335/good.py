from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'copies.db'}")


@db.model
class Slide:
    id: str
    topic: str


@db.model
class Copy:
    id: str
    topic: str


for key, topic in [("s1", "moss"), ("s2", "fern")]:
    db.express_sync.create("Slide", {"id": key, "topic": topic})

CODE = "result = [{'id': s['id'], 'topic': s['topic']} for s in slides]"

flow = WorkflowBuilder()
flow.add_node("SlideListNode", "slides", {"filter": {}})
flow.add_node("PythonCodeNode", "shape", {"code": CODE})
flow.add_node("CopyBulkCreateNode", "copy", {})
flow.add_connection("slides", "records", "shape", "slides")
flow.add_connection("shape", "result", "copy", "data")

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

print("copies:", db.express_sync.count("Copy"))
