from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'weather.db'}")


@db.model
class Limit:
    id: str
    low: int
    high: int


@db.model
class Reading:
    id: str
    degrees: int


NODES = [
    ("LimitReadNode", "limit", {"id": "night"}),
    ("ReadingCountNode", "within", {}),
]
LINKS = [
    ("limit", "low", "within", "filter.degrees.$gte"),
    ("limit", "high", "within", "filter.degrees.$lte"),
]


def built():
    flow = WorkflowBuilder()
    for kind, name, config in NODES:
        flow.add_node(kind, name, config)
    for link in LINKS:
        flow.add_connection(*link)
    return flow.build()


db.express_sync.create("Limit", {"id": "night", "low": 3, "high": 8})
db.express_sync.bulk_create("Reading", [{"id": f"r{n}", "degrees": n} for n in range(12)])
with LocalRuntime() as runtime:
    results, _ = runtime.execute(built())
print("within the limits:", results["within"]["count"])
