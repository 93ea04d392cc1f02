from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'kiln.db'}")


@db.model
class Firing:
    id: str
    degrees: int = 0
    hours: int = 0
    state: str = "planned"


db.express_sync.create("Firing", {"id": "f1"})

flow = WorkflowBuilder()
flow.add_node("PythonCodeNode", "plan", {"code": "result = {'degrees': 1240, 'hours': 9}"})
flow.add_node("FiringUpdateNode", "save", {"filter": {"id": "f1"}, "state": "ready"})
flow.add_connection("plan", "result.degrees", "save", "degrees")
flow.add_connection("plan", "result.hours", "save", "hours")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

firing = db.express_sync.read("Firing", "f1")
print(firing["degrees"], "degrees for", firing["hours"], "hours,", firing["state"])
db.close()
