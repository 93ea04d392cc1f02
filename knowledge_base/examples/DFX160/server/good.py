import os

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Glider:
    id: str
    seats: int = 1


workflow = WorkflowBuilder()
workflow.add_node("GliderCreateNode", "enter", {"id": "D-1704", "seats": 2})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())
print("gliders:", [row["id"] for row in db.express_sync.list("Glider")])
db.close()
