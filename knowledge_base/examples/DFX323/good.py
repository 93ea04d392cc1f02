from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tournament.db'}")


@db.model
class Match:
    id: str
    round: int


for n in range(1, 5):
    db.express_sync.create("Match", {"id": f"m{n}", "round": n // 3 + 1})

flow = WorkflowBuilder()
flow.add_node("MatchListNode", "final", {"filter": {"round": 2}})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print("matches in round 2:", len(results["final"]["records"]))
