import os

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

os.makedirs("var", exist_ok=True)
db = DataFlow("sqlite:///var/weather.db")


@db.model
class Reading:
    id: str
    celsius: float


wf = WorkflowBuilder()
wf.add_node("ReadingCreateNode", "store", {"id": "r1", "celsius": 11.5})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("stored:", results["store"]["celsius"])
