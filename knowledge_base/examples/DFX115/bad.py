from datetime import date
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'holidays.db'}")


@db.model
class Holiday:
    id: str
    day: date


workflow = WorkflowBuilder()
workflow.add_node("HolidayCreateNode", "add", {"id": "h1", "day": date(2024, 12, 26)})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("day:", results["add"]["day"])
