from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'meteors.db'}")


@db.model
class Meteor:
    id: str
    speed: int


for n in (1, 2):
    db.express_sync.create("Meteor", {"id": f"m{n}", "speed": 10 * n})


async def fastest(meteors: list) -> int:
    return max(m["speed"] for m in meteors)


flow = WorkflowBuilder()
flow.add_node("MeteorListNode", "meteors", {"filter": {}})
flow.add_node("PythonCodeNode", "fastest", {"function": fastest})
flow.add_connection("meteors", "records", "fastest", "meteors")

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

value = results["fastest"]["result"]
print("fastest:", value if isinstance(value, int) else "no number")
