from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'links.db'}")


@db.model
class Link:
    id: str
    target: str


db.express_sync.create("Link", {"id": "l1", "target": "https://example.org/a?x=1"})

CODE = """
result = str(len(records))
"""

flow = WorkflowBuilder()
flow.add_node("LinkListNode", "links", {"filter": {}})
flow.add_node("PythonCodeNode", "tally", {"code": CODE})
flow.add_connection("links", "records", "tally", "records")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("links:", results["tally"]["result"])
