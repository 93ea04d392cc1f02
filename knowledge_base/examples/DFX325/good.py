from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'blog.db'}")


@db.model
class Writer:
    id: str
    pen_name: str


@db.model
class Entry:
    id: str
    writer: str


flow = WorkflowBuilder()
flow.add_node("WriterCreateNode", "signup", {"id": "w1", "pen_name": "Mo"})
flow.add_node("EntryCreateNode", "post", {"id": "e1"})
flow.add_connection("signup", "id", "post", "writer")

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

print("writer:", db.express_sync.read("Entry", "e1")["writer"])
