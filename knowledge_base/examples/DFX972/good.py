from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'notes.db'}")


@db.model
class Note:
    id: str
    text: str


def search_flow(words):
    workflow = WorkflowBuilder()
    workflow.add_node("PgVectorHybridSearchNode", "search", {"table_name": "notes", "query_text": words, "k": 3})
    return workflow.build()


flow = search_flow("flood")
print("nodes:", len(flow.nodes))
