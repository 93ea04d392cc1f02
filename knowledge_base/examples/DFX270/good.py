from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'settings.db'}")


@db.model
class Setting:
    id: str
    value_text: str


workflow = WorkflowBuilder()
workflow.add_node(
    "SettingUpsertNode",
    "save",
    {
        "where": {"id": "theme"},
        "update": {"value_text": "dark"},
        "create": {"id": "theme", "value_text": "dark"},
    },
)

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print(results["save"]["record"]["value_text"])
