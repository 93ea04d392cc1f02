from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'press.db'}")


@db.model
class Article:
    id: str
    headline: str
    words: int


def publish(article):
    wf = WorkflowBuilder()
    wf.add_node("ArticleCreateNode", "write", article)
    wf.add_node("ArticleReadNode", "proof", {})
    wf.add_connection("write", "id", "proof", "id")
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["proof"]


article = publish({"id": "n1", "headline": "Ferry back in service", "words": 412})
print("proof:", article["headline"], article["words"])
