from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'parking.db'}")


@db.model
class Ticket:
    id: str
    plate: str
    zone: str = ""
    minutes: int = 60


workflow = WorkflowBuilder()
workflow.add_node("TicketCreateNode", "issue", {"id": "t-1", "plate": "KU-441 AB"})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

issued = db.express_sync.read("Ticket", "t-1")
print(issued["plate"], issued["minutes"])
