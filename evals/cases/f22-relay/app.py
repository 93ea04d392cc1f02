from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from runners import db


def line_up(first, second):
    wf = WorkflowBuilder()
    wf.add_node("RunnerCreateNode", "first", {"id": first})
    wf.add_node("RunnerCreateNode", "second", {"id": second, "follows": "${first.id}"})
    with LocalRuntime() as runtime:
        runtime.execute(wf.build())


line_up("r-1", "r-2")
print("r-2 follows:", db.express_sync.read("Runner", "r-2")["follows"])
