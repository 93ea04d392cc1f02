from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'scale.db'}")


@db.model
class Letter:
    id: str
    grams: int


flow = WorkflowBuilder()
flow.add_node("LetterCreateNode", "post", {"id": "l1", "grams": 20})
flow.add_node("SwitchNode", "heavy", {"condition_field": "grams", "operator": ">", "value": 100})
flow.add_node("LetterCountNode", "surcharge", {"filter": {}})
flow.add_connection("post", "grams", "heavy", "input_data")
flow.add_connection("heavy", "true_output", "surcharge", "_when")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("surcharges:", (results["surcharge"] or {}).get("count"))
