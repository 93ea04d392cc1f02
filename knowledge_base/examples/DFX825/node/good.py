from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.sdk_exceptions import NodeExecutionError, RuntimeExecutionError
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'jars.db'}")


@db.model
class Jar:
    id: str
    jam: str


def store(jar, jam):
    wf = WorkflowBuilder()
    wf.add_node("JarCreateNode", "store", {"id": jar, "jam": jam})
    wf.add_node("JarReadNode", "look", {})
    wf.add_connection("store", "id", "look", "id")
    try:
        with LocalRuntime() as runtime:
            runtime.execute(wf.build())
    except (NodeExecutionError, RuntimeExecutionError):
        return "taken"
    return "stored"


print([store("j1", "plum"), store("j1", "quince")])
