from datetime import date
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'births.db'}")


@db.model
class Birth:
    id: str
    day: date


workflow = WorkflowBuilder()
workflow.add_node("BirthCreateNode", "enter", {"id": "b1", "day": "2024-02-29"})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("day:", results["enter"]["day"])
