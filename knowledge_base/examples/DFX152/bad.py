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


def store(number, stars):
    workflow = WorkflowBuilder()
    workflow.add_node("VoteCreateNode", "vote", {"id": number, "stars": stars})
    with LocalRuntime() as runtime:
        runtime.execute(workflow.build())


for number, stars in enumerate([4, 90], start=1):
    try:
        store(number, stars)
    except ValueError:
        print("not counted:", stars)
best = max(vote["stars"] for vote in db.express_sync.list("Vote"))
print("best vote:", best)
assert best <= 5
