import clean

from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from dataflow import DataFlow
from seed import ROOMS

clean.reset("rooms")
db = DataFlow(clean.URL)


@db.model
class Room:
    id: int
    name: str
    seats: int


def run(build):
    wf = WorkflowBuilder()
    build(wf)
    with LocalRuntime() as runtime:
        return runtime.execute(wf.build())[0]


run(lambda wf: wf.add_node("RoomBulkCreateNode", "seed", {"data": ROOMS}))
result = run(lambda wf: wf.add_node("RoomCreateNode", "extra", {"name": "Douglas", "seats": 6}))
print("added:", result["extra"]["name"])
print("rooms:", db.express_sync.count("Room"))
db.close()
