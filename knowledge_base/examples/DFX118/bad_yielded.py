from operator import itemgetter
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'drafts.db'}")


@db.model
class Draft:
    id: str
    version: int
    text: str


def lines(text):
    for number, line in enumerate(text.splitlines()):
        version, words = line.split(" ", 1)
        yield {"id": f"d{number}", "version": int(version), "text": words}


def drafts():
    yield from lines("3 the sea\n1 the hill")
    yield {"id": "last", "version": 2, "text": "the end"}


workflow = WorkflowBuilder()
for draft in drafts():
    workflow.add_node("DraftCreateNode", draft["id"], draft)

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

for draft in sorted(db.express_sync.list("Draft"), key=itemgetter("version")):
    print(draft["version"], draft["text"])
