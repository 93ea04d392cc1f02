from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder


db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'harbour.db'}")


@db.model
class Quay:
    id: str
    town: str


db.create_tables()


def run(node, parameters):
    workflow = WorkflowBuilder()
    workflow.add_node(node, "step", parameters)
    results, _ = LocalRuntime().execute(workflow.build())
    return results["step"]


run("QuayCreateNode", {"id": "q1", "town": "Ulm"})
print("quays:", len(run("QuayListNode", {"limit": 5})["records"]))
