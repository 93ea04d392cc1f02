from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'nests.db'}")


@db.model
class Nest:
    id: str
    eggs: int


def load(rows):
    builder = WorkflowBuilder()
    builder.add_node("NestBulkCreateNode", "load", {"data": rows})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(builder.build())
    return results["load"]


outcome = load([{"id": "n1", "eggs": 3}, {"id": "n2", "eggs": 5}])
if outcome.get("rows_affected") != 2:
    raise SystemExit("not every nest was loaded")
print("nests loaded:", db.express_sync.count("Nest"))
