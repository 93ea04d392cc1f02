from enum import Enum
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tasks.db'}")


class State(Enum):
    OPEN = "open"
    DONE = "done"


@db.model
class Task:
    id: str
    state: str


workflow = WorkflowBuilder()
workflow.add_node("TaskCreateNode", "add", {"id": "t1", "state": State.OPEN})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("open tasks:", db.express_sync.count("Task", {"state": "open"}))
