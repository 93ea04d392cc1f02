from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'lab.db'}")


@db.model
class Sample:
    id: str
    tube: int


flow = WorkflowBuilder()
flow.add_node(Sample, "store", {"id": "s1", "tube": 4})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("tube", results["store"]["tube"])
