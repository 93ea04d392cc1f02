from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'kites.db'}")


@db.model
class Kite:
    id: str
    colour: str


def scrap(kite):
    wf = WorkflowBuilder()
    wf.add_node("KiteDeleteNode", "scrap", {"id": kite})
    with LocalRuntime() as runtime:
        runtime.execute(wf.build())


for key, colour in (("k1", "red"), ("k2", "blue")):
    db.express_sync.create("Kite", {"id": key, "colour": colour})
scrap("k2")
print("kites:", db.express_sync.count("Kite"))
