from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'votes.db'}")


@db.model
class Vote:
    id: int
    stars: int

    __validation__ = {"stars": {"range": {"min": 1, "max": 5}}}


workflow = WorkflowBuilder()
workflow.add_node("VoteCreateNode", "vote", {"id": 1, "stars": 3})
with LocalRuntime() as runtime:
    runtime.execute(workflow.build())
print("votes:", db.express_sync.count("Vote"))
