import sqlite3
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

HERE = Path(__file__).resolve().parent
with sqlite3.connect(HERE / "members.db") as connection:
    connection.executescript((HERE / "release_one.sql").read_text())

db = DataFlow(f"sqlite:///{HERE / 'members.db'}")


@db.model
class Member:
    id: str
    surname: str
    joined: int


wf = WorkflowBuilder()
wf.add_node("MemberCreateNode", "join", {"id": "m2", "surname": "Haas", "joined": 2026})
with LocalRuntime() as runtime:
    results, _ = runtime.execute(wf.build())
print("joined:", results["join"]["surname"])
