import sqlite3
from contextlib import closing
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

FILE = Path(__file__).resolve().parent / "ferry.db"
with closing(sqlite3.connect(FILE)) as connection:
    connection.executescript(
        """
        DROP TABLE IF EXISTS crossings;
        CREATE TABLE crossings (id INTEGER PRIMARY KEY, cars INTEGER);
        INSERT INTO crossings VALUES (1, 30);
        """
    )

db = DataFlow(f"sqlite:///{FILE}", existing_schema_mode=True)


@db.model
class Crossing:
    id: int
    cars: int


workflow = WorkflowBuilder()
workflow.add_node("CrossingUpdateNode", "correct", {"filter": {"id": 1}, "fields": {"cars": 31}})
with LocalRuntime() as runtime:
    runtime.execute(workflow.build())
print(db.express_sync.read("Crossing", 1)["cars"])
db.close()
