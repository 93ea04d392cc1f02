from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'swim.db'}")


@db.model
class SwimLesson:
    id: str
    level: str


flow = WorkflowBuilder()
flow.add_node("SwimlessonCreateNode", "book", {"id": "s1", "level": "crawl"})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print(results["book"]["level"])
