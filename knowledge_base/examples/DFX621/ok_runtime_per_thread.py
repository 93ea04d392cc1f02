import threading
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'mills.db'}")


@db.model
class Mill:
    id: str
    blades: int


db.express_sync.create("Mill", {"id": "m0", "blades": 4})


def report(number):
    workflow = WorkflowBuilder()
    workflow.add_node("MillCreateNode", "store", {"id": f"m{number}", "blades": 4})
    with LocalRuntime() as runtime:
        runtime.execute(workflow.build())


threads = [threading.Thread(target=report, args=(number,)) for number in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("mills:", db.express_sync.count("Mill"))
