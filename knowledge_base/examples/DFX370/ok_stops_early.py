from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'boiler.db'}")


@db.model
class Boiler:
    id: str
    degrees: int


HEAT = """
try:
    now = degrees
except NameError:
    now = 89
result = {'degrees': now + 2, 'hot': now + 2 > 90}
"""

flow = WorkflowBuilder()
flow.add_node("PythonCodeNode", "heat", {"code": HEAT})
workflow = flow.build()
cycle = workflow.create_cycle("heating").connect("heat", "heat", mapping={"result.degrees": "degrees"})
cycle.max_iterations(20).converge_when("heat['result']['hot'] and iteration < 5").build()

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow)

db.express_sync.create("Boiler", {"id": "b1", "degrees": results["heat"]["result"]["degrees"]})
print("degrees:", db.express_sync.read("Boiler", "b1")["degrees"])
