from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'vote.db'}")


@db.model
class Poll:
    id: str
    topic: str


@db.model
class Ballot:
    id: str
    poll: str = "none"


flow = WorkflowBuilder()
flow.add_node("PollCreateNode", "open", {"id": "poll-7", "topic": "park"})
flow.add_node("BallotCreateNode", "cast", {"id": "b1"})
flow.add_connection("open", "id", "cast", "poll_id")

with LocalRuntime() as runtime:
    runtime.execute(flow.build())

print("poll:", db.express_sync.read("Ballot", "b1")["poll"])
