from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'score.db'}")


@db.model
class Score:
    id: str
    points: int = 0


db.express_sync.create("Score", {"id": "red", "points": 3})

workflow = WorkflowBuilder()
workflow.add_node("ScoreUpsertNode", "ensure", {"where": {"id": "red"}, "create": {"id": "red", "points": 0}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("points:", db.express_sync.read("Score", "red")["points"])
