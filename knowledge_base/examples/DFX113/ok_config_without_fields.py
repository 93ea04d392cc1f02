from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'screens.db'}")


@db.model
class Screen:
    id: str
    label: str
    config: dict


workflow = WorkflowBuilder()
workflow.add_node("ScreenCreateNode", "install", {"id": "lobby", "label": "Lobby", "config": {"width": 1920}})

with LocalRuntime() as runtime:
    runtime.execute(workflow.build())

print("label:", db.express_sync.read("Screen", "lobby")["label"])
