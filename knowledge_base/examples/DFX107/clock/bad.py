from datetime import datetime
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'gates.db'}")


@db.model
class Passage:
    id: str
    gate: str
    at: str = lambda: datetime.now().isoformat()


def pass_gate(key, gate):
    wf = WorkflowBuilder()
    wf.add_node("PassageCreateNode", "passage", {"id": key, "gate": gate})
    with LocalRuntime() as runtime:
        runtime.execute(wf.build())


pass_gate("p1", "north")
print("time stored:", db.express_sync.read("Passage", "p1")["at"][:2] == "20")
