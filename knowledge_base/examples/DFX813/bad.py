from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'census.db'}")


@db.model
class Household:
    id: int
    street: str


db.express_sync.create("Household", {"id": 1, "street": "Mill Yard"})

workflow = WorkflowBuilder()
workflow.add_node("TransactionScopeNode", "begin", {})
workflow.add_node("HouseholdCreateNode", "first", {"id": 2, "street": "Elm Row"})
workflow.add_node("HouseholdCreateNode", "second", {"id": 3, "street": "Quay"})
workflow.add_connection("begin", "status", "first", "_started")
workflow.add_connection("first", "id", "second", "_written")
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build(), parameters={"workflow_context": {"dataflow_instance": db}})
print("written:", results["second"]["rows_affected"])
print("households:", db.express_sync.count("Household"))
db.close()
