from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'presses.db'}")


@db.model
class Trial:
    id: str
    pressure: int
    succeeded: bool = False


def trial(name, pressure):
    workflow = WorkflowBuilder()
    workflow.add_node(
        "TrialCreateNode", "trial", {"id": name, "pressure": pressure, "succeeded": pressure < 300}
    )
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return results["trial"]["succeeded"]


print("first:", trial("t1", 180))
print("second:", trial("t2", 420))
print("trials:", db.express_sync.count("Trial"))
db.close()
