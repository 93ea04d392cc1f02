from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'darkroom.db'}")


@db.model
class Negative:
    id: str
    tags: str


def add(number, words):
    wf = WorkflowBuilder()
    wf.add_node("NegativeCreateNode", "scan", {"id": number, "tags": ",".join(words)})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["scan"]


add("n-12", ["harbour", "fog"])
print("words:", list(db.express_sync.read("Negative", "n-12").values())[1])
