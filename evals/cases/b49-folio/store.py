import os

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder
import clean

clean.reset("folio_pages")
db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class FolioPage:
    id: str
    body: str
    version: int = 1


class StaleEdit(Exception):
    pass


def run(node, params):
    wf = WorkflowBuilder()
    wf.add_node(node, "step", params)
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return results["step"]


def create(page_id, body):
    run("FolioPageCreateNode", {"id": page_id, "body": body})


def load(page_id):
    return run("FolioPageReadNode", {"id": page_id})


def save(page, body):
    result = run(
        "FolioPageUpdateNode",
        {
            "filter": {"id": page["id"], "version": page["version"]},
            "fields": {"body": body, "version": page["version"] + 1},
        },
    )
    if not result["updated"]:
        raise StaleEdit(page["id"])
