from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from hives import db


def weigh(rows):
    for row in rows:
        try:
            wf = WorkflowBuilder()
            wf.add_node("HiveCreateNode", "weigh", row)
            with LocalRuntime() as runtime:
                runtime.execute(wf.build())
        except Exception:
            print("refused:", row["id"])
