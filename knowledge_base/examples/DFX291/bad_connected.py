from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'files.db'}")


@db.model
class Document:
    id: str
    state: str = "new"


flow = WorkflowBuilder()
flow.add_node("PythonCodeNode", "key", {"code": "result = {'path': 'archive/' + 'letters/' * 6 + 'a.txt'}"})
flow.add_node("DocumentCreateNode", "add", {})
flow.add_node("DocumentUpdateNode", "scan", {"state": "scanned"})
flow.add_connection("key", "result.path", "add", "id")
flow.add_connection("add", "id", "scan", "id")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print([document["state"] for document in db.express_sync.list("Document")])
print("rows:", results["scan"]["rows_affected"])
db.close()
