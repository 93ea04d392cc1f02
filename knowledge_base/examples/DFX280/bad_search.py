from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'phrases.db'}")


@db.model
class Phrase:
    id: str
    words: str


def find(words):
    workflow = WorkflowBuilder()
    workflow.add_node("PhraseListNode", "found", {"filter": {"words": words}, "limit": 5})
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return [phrase["id"] for phrase in results["found"]["records"]]


db.express_sync.create("Phrase", {"id": "p1", "words": "insert into the slot"})
print("found:", find("insert into the slot"))
db.close()
