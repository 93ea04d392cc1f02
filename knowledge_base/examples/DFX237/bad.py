from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'clinic.db'}")


@db.model
class Test:
    id: str
    outcome: str


for key, outcome in [("t1", "negative"), ("t2", "positive"), ("t3", "negative")]:
    db.express_sync.create("Test", {"id": key, "outcome": outcome})

workflow = WorkflowBuilder()
workflow.add_node("TestCountNode", "positive", {"filters": {"outcome": "positive"}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("positive:", results["positive"]["count"])
