from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'chess.db'}")


@db.model
class Game:
    id: str
    opening: str


db.express_sync.create("Game", {"id": "g1", "opening": "Caro-Kann"})

flow = WorkflowBuilder()
flow.add_node("GameReadNode", "load", {"id": "g1"})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(flow.build())

print(results["load"]["opening"])
