from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'library2.db'}")


@db.model
class Novel:
    id: str
    pages: int


for n in (1, 2):
    db.express_sync.create("Novel", {"id": f"n{n}", "pages": 200 * n})

flow = WorkflowBuilder()
flow.add_node("NovelListNode", "novels", {"filter": {}})
flow.add_node("PythonCodeNode", "pages", {"code": "result = sum(n['pages'] for n in novels)"})
flow.add_connection("novels", "records", "pages", "records")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("pages:", results["pages"]["result"])
