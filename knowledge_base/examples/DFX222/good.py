from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'vault.db'}")


@db.model
class Secret:
    id: str
    owner: str


db.express_sync.create("Secret", {"id": "k1", "owner": "ops"})

workflow = WorkflowBuilder()
workflow.add_node("SecretReadNode", "look", {"id": "k7", "raise_on_not_found": False})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("owner:", results["look"]["owner"] if results["look"]["found"] else "nobody")
