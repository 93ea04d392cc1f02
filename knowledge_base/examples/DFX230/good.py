from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'race.db'}")


@db.model
class Runner:
    id: str
    name: str
    seconds: int


for key, name, seconds in [("r1", "Ana", 64), ("r2", "Bo", 59), ("r3", "Cy", 71)]:
    db.express_sync.create("Runner", {"id": key, "name": name, "seconds": seconds})

workflow = WorkflowBuilder()
workflow.add_node("RunnerListNode", "ranking", {"filter": {}, "order_by": ["seconds"]})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("winner:", results["ranking"]["records"][0]["name"])
