from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'hives.db'}")


@db.model
class Hive:
    id: str
    frames: int = 10


def run(flow, **values):
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(flow.build(), parameters={node: values for node in flow.nodes})
    return results


def resize(hive_id, frames):
    flow = WorkflowBuilder()
    flow.add_node(
        "HiveUpdateNode", "resize", {"filter": {"id": "${hive}"}, "fields": {"frames": "${frames}"}}
    )
    return run(flow, hive=hive_id, frames=frames)["resize"]


def look(hive_id):
    flow = WorkflowBuilder()
    flow.add_node("HiveListNode", "look", {"filter": {"id": "${hive}"}, "limit": "${most}"})
    return run(flow, hive=hive_id, most=5)["look"]["records"]


db.express_sync.create("Hive", {"id": "h1"})
print("updated:", resize("h1", 12)["updated"])
print("frames:", [one["frames"] for one in look("h1")])
db.close()
