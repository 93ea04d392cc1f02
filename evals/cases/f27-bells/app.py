from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from bells import db


def take_off(tower):
    wf = WorkflowBuilder()
    wf.add_node("BellDeleteNode", "off", {"filter": {"tower": tower}})
    with LocalRuntime() as runtime:
        runtime.execute(wf.build())


db.express_sync.create("Bell", {"id": "b1", "tower": "east"})
db.express_sync.create("Bell", {"id": "b2", "tower": "west"})
take_off("west")
print("bells:", [bell["id"] for bell in db.express_sync.list("Bell")])
