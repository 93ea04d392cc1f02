from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'regatta.db'}")


@db.model
class Crew:
    id: str
    boat: str


flow = WorkflowBuilder()
for number, boat in enumerate(["Gull", "Tern", "Skua"], start=1):
    flow.add_node("CrewCreateNode", "enter", {"id": f"c{number}", "boat": boat})

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

print("crews:", db.express_sync.count("Crew"))
