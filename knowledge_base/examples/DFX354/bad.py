from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'pendulum.db'}")


@db.model
class Swing:
    id: str
    count: int


flow = WorkflowBuilder()
flow.add_node("PythonCodeNode", "step", {"code": "result = {'n': n + 1}", "n": 0})
flow.add_connection("step", "result.n", "step", "n", cycle=True, max_iterations=3)

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

db.express_sync.create("Swing", {"id": "s1", "count": results["step"]["result"]["n"]})
print("count:", db.express_sync.read("Swing", "s1")["count"])
