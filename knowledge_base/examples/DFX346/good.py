from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'geology.db'}")


@db.model
class Rock:
    id: str
    grams: int


db.express_sync.create("Rock", {"id": "r1", "grams": 120})

CODE = """
factor = 2
result = rocks[0]['grams'] * factor
"""

flow = WorkflowBuilder()
flow.add_node("RockListNode", "rocks", {"filter": {}})
flow.add_node("PythonCodeNode", "weigh", {"code": CODE})
flow.add_connection("rocks", "records", "weigh", "rocks")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("grams:", results["weigh"]["result"])
