from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parcel.db'}")


@db.model
class Crate:
    id: str
    grams: int
    target: str
    label: str = ""
    lane: str = "normal"


def sort_crate(runtime, key):
    flow = WorkflowBuilder()
    flow.add_node("CrateReadNode", "crate", {"id": key})
    flow.add_node("PythonCodeNode", "print", {"code": "result = f\"{row['target']}/{row['grams']}\""})
    flow.add_node("SwitchNode", "heavy", {"condition_field": "grams", "operator": ">", "value": 5000})
    flow.add_node("CrateUpdateNode", "lift", {"lane": "crane"})
    flow.add_connection("crate", "record", "print", "row")
    flow.add_connection("crate", "record", "heavy", "input_data")
    flow.add_connection("print", "result", "lift", "label")
    flow.add_connection("heavy", "true_output.id", "lift", "id")
    try:
        runtime.execute(flow.build())
    except Exception as error:
        print("not sorted:", type(error).__name__)


db.express_sync.create("Crate", {"id": "c1", "grams": 8200, "target": "Oslo"})
with LocalRuntime() as runtime:
    sort_crate(runtime, "c1")
for row in db.express_sync.list("Crate", order_by=["id"]):
    print(row["id"], row["label"], row["lane"])
db.close()
