from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bells.db'}")


@db.model
class Bell:
    id: str
    kilos: int


workflow = WorkflowBuilder()
workflow.add_node("BellCreateNode", "cast", {"id": "b1", "kilos": 900})
results, _ = LocalRuntime().execute(workflow.build())
print("cast:", results["cast"]["kilos"])
