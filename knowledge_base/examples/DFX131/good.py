import json
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'config.db'}")


@db.model
class Profile:
    id: str
    settings: dict


stored = '{"theme": "dark", "size": 12}'

workflow = WorkflowBuilder()
workflow.add_node("ProfileCreateNode", "save", {"id": "p1", "settings": json.loads(stored)})

with LocalRuntime() as runtime:
    results, run_id = runtime.execute(workflow.build())

print("theme:", results["save"]["settings"]["theme"])
