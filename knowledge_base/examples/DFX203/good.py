from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'library.db'}")


@db.model
class Loan:
    id: str
    borrower: str
    due_on: str


workflow = WorkflowBuilder()
workflow.add_node(
    "LoanCreateNode",
    "lend",
    {"id": "l-9", "borrower": "Marta", "due_on": "2024-05-01"},
)

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("due on", results["lend"]["due_on"])
