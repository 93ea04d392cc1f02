from enum import Enum
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tasks.db'}")


class Phase(Enum):
    OPEN = "open"
    DONE = "done"


@db.model
class Task:
    id: str
    phase: str = Phase.OPEN.value


workflow = WorkflowBuilder()
workflow.add_node("TaskCreateNode", "add", {"id": "t1"})
with LocalRuntime() as runtime:
    runtime.execute(workflow.build())
print("open:", db.express_sync.count("Task", {"phase": "open"}))
db.close()
