from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("scheduler.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'scheduler.db'}")


@db.model
class Job:
    id: str
    hour: int
    state: str = "waiting"


@db.model
class Entry:
    job_id: str
    text: str


def finish(job_id, text):
    flow = WorkflowBuilder()
    flow.add_node("JobUpdateNode", "mark", {"id": job_id, "state": "done"})
    flow.add_node("EntryCreateNode", "note", {"text": text})
    flow.add_connection("mark", "id", "note", "job_id")
    with LocalRuntime() as runtime:
        runtime.execute(flow.build())
