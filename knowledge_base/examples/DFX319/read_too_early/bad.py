from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'letters.db'}")


@db.model
class Letter:
    id: str
    sender: str


flow = WorkflowBuilder()
flow.add_node("LetterCreateNode", "receive", {"id": "l1", "sender": "Ada"})
flow.add_node("LetterReadNode", "open", {"id": "l1"})
flow.add_node("PythonCodeNode", "reply", {"code": "result = 'Dear ' + sender"})
flow.add_connection("open", "sender", "reply", "sender")

with LocalRuntime() as runtime:
    results, _ = runtime.execute(flow.build())

print(results["reply"]["result"])
db.close()
