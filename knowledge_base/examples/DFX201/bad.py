from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'clinic.db'}")


@db.model
class Patient:
    id: str
    surname: str
    born: int
    ward: str = "A"


admission = {"id": "pt-17", "surname": "Okafor", "born": 1984, "ward": "C"}

workflow = WorkflowBuilder()
workflow.add_node("PatientCreateNode", "admit", {"record": admission})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("admitted", results["admit"]["surname"], "to ward", results["admit"]["ward"])
