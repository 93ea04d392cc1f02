from pathlib import Path

import dataflow.nodes.bulk_upsert
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

URL = f"sqlite:///{Path(__file__).resolve().parent / 'stock.db'}"
db = DataFlow(URL)


@db.model
class Item:
    id: str
    pieces: int


WRITER = "DataFlowBulkUpsertNode"

db.express_sync.create("Item", {"id": "nail", "pieces": 40})
workflow = WorkflowBuilder()
workflow.add_node(
    WRITER,
    "count",
    {
        "table_name": "items",
        "connection_string": URL,
        "database_type": "sqlite",
        "conflict_columns": ["id"],
        "merge_strategy": "update",
        "data": [{"id": "nail", "pieces": 35}, {"id": "screw", "pieces": 12}],
    },
)
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build())
for item in db.express_sync.list("Item", {}, order_by=["id"]):
    print(item["id"], item["pieces"])
