from datetime import datetime
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Log:
    id: str
    line: str


flow = WorkflowBuilder()
flow.add_node(
    "PythonCodeNode",
    "stamp",
    {
        "code": """
begun = datetime.fromisoformat("2024-07-01T06:30:00")
result = begun.strftime("%d %B")
"""
    },
)
flow.add_node("LogCreateNode", "log", {"id": "l1"})
flow.add_connection("stamp", "result", "log", "line")
with LocalRuntime() as runtime:
    runtime.execute(flow.build())
print("shift of", datetime(2024, 7, 1).year, db.express_sync.read("Log", "l1")["line"])
