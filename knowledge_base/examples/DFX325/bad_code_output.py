from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'orchard.db'}")


@db.model
class Harvest:
    id: str
    crates: int = 0
    note: str = ""


WEIGH = """
weighed = [14, 9, 17]
result = {'crates': len(weighed), 'kilos': sum(weighed)}
"""

flow = WorkflowBuilder()
flow.add_node("HarvestCreateNode", "open", {"id": "h1"})
flow.add_node("PythonCodeNode", "weigh", {"code": WEIGH})
flow.add_node("HarvestCreateNode", "north", {"id": "h2", "crates": "${weigh.crates}"})
flow.add_node("HarvestUpdateNode", "south", {"filter": {"id": "${open.id}"}, "fields": {"note": "picked"}})

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

for harvest in db.express_sync.list("Harvest", order_by=["id"]):
    print(harvest["id"], "has", harvest["crates"], "crates")
db.close()
