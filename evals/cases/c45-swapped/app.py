from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'songs.db'}")


@db.model
class Song:
    id: str
    seconds: int


def add(number, seconds):
    wf = WorkflowBuilder()
    wf.add_node("store", "SongCreateNode", {"id": number, "seconds": seconds})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["store"]["seconds"]


print("seconds:", add("s1", 214))
