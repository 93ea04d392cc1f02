import os

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder
import clean

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://postgres:postgres@127.0.0.1:5432/test")
clean.reset("courier_drops")
db = DataFlow(DATABASE_URL)


@db.model
class CourierDrop:
    depot: str
    address: str


def insert_all(drops):
    if not drops:
        return {"success": True, "inserted": 0}
    workflow = WorkflowBuilder()
    workflow.add_node("CourierDropBulkCreateNode", "insert", {"data": drops})
    results, _ = LocalRuntime().execute(workflow.build())
    return results["insert"]
