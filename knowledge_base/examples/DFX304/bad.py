from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'canteen.db'}")


@db.model
class Meal:
    id: str
    dish: str


flow = WorkflowBuilder()
flow.add_node("serve", "MealCreateNode", {"id": "m1", "dish": "goulash"})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print(results["serve"]["dish"])
