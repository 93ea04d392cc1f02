from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'post.db'}")


@db.model
class Round:
    id: str
    streets: str


@db.model
class Letter:
    id: str
    street: str


flow = WorkflowBuilder()
flow.add_node("RoundReadNode", "round", {"id": "r1"})
flow.add_node("PythonCodeNode", "split", {"code": "result = streets.split(',')"})
flow.add_node("LetterListNode", "letters", {"order_by": ["id"]})
flow.add_connection("round", "streets", "split", "streets")
flow.add_connection("split", "result", "letters", "filter.street")

db.express_sync.create("Round", {"id": "r1", "streets": "Hill,Lake"})
for number, street in enumerate(["Hill", "Mill", "Lake", "Hill"]):
    db.express_sync.create("Letter", {"id": f"l{number}", "street": street})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(flow.build())
print("letters:", [letter["id"] for letter in results["letters"]["records"]])
