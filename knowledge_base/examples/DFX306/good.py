from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'florist.db'}")


@db.model
class Vase:
    id: str
    glaze: str


@db.model
class Bouquet:
    id: str
    stems: int


flow = WorkflowBuilder()
flow.add_node("BouquetCreateNode", "bind", {"id": "b1", "stems": 12})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("stems:", results["bind"]["stems"])
