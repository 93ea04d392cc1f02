from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'riddles.db'}")


@db.model
class Riddle:
    id: str
    text: str


def run(kind, parameters):
    workflow = WorkflowBuilder()
    workflow.add_node(kind, "step", parameters)
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return results["step"]


for number, text in enumerate(("What do you select from a menu?", "What has keys and no locks?")):
    riddle = db.express_sync.create("Riddle", {"id": f"r{number}", "text": text})
    print(riddle["id"], run("RiddleReadNode", {"id": riddle["id"]})["text"])
db.close()
