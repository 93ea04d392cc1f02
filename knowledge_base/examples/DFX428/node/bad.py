import os

import psycopg2

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
connection = psycopg2.connect(URL)
cursor = connection.cursor()
cursor.execute("DROP TABLE IF EXISTS dfx428_seats")
cursor.execute("CREATE TABLE dfx428_seats (id TEXT PRIMARY KEY, hall TEXT, place INTEGER)")
connection.commit()
connection.close()

db = DataFlow(URL)


@db.model
class Seat:
    __tablename__ = "dfx428_seats"
    id: str
    hall: str
    place: str


workflow = WorkflowBuilder()
workflow.add_node("SeatCreateNode", "enter", {"id": "s1", "hall": "north", "place": "B7"})
with LocalRuntime() as runtime:
    runtime.execute(workflow.build())
print("place:", db.express_sync.read("Seat", "s1")["place"])
db.close()
