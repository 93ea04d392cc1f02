from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'orchard.db'}")


@db.model
class Grower:
    id: str
    village: str


@db.model
class Tree:
    id: str
    grower_id: str
    kind: str


def trees_of(grower, kind):
    flow = WorkflowBuilder()
    flow.add_node("GrowerReadNode", "grower", {"id": grower})
    flow.add_node("TreeListNode", "trees", {"order_by": ["id"]})
    code = "result = {**given, 'grower_id': grower_id}"
    flow.add_node("PythonCodeNode", "trees_filter", {"code": code, "given": {"kind": kind}})
    flow.add_connection("grower", "id", "trees_filter", "grower_id")
    flow.add_connection("trees_filter", "result", "trees", "filter")
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(flow.build())
    return [tree["id"] for tree in results["trees"]["records"]]


db.express_sync.bulk_create("Grower", [{"id": "g1", "village": "Au"}, {"id": "g2", "village": "Egg"}])
for number in range(6):
    owner, kind = f"g{1 + number % 2}", "plum" if number < 4 else "pear"
    db.express_sync.create("Tree", {"id": f"t{number}", "grower_id": owner, "kind": kind})
print("plums of g1:", trees_of("g1", "plum"))
