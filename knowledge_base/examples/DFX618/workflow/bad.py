from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

with DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'brewery.db'}") as db:

    @db.model
    class Brew:
        id: str
        litres: int


wf = WorkflowBuilder()
wf.add_node("BrewCreateNode", "start", {"id": "b1", "litres": 50})
with LocalRuntime() as runtime:
    results, run_id = runtime.execute(wf.build())
print("litres:", results["start"]["litres"])
