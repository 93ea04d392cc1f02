import sqlite3
from pathlib import Path

from dataflow import DataFlow

FILE = Path(__file__).resolve().parent / "clinics.db"
with sqlite3.connect(FILE) as connection:
    connection.execute("CREATE TABLE patients (id TEXT PRIMARY KEY, name TEXT NOT NULL, tenant_id TEXT)")
    connection.execute("INSERT INTO patients VALUES ('p1', 'Ito', 'east'), ('p2', 'Rao', 'west')")

db = DataFlow(f"sqlite:///{FILE}", multi_tenant=True, cache_enabled=False)


@db.model
class Patient:
    id: str
    name: str


db.tenant_context.register_tenant("east", "East")
with db.tenant_context.switch("east"):
    print(
        "east sees:", [patient["name"] for patient in db.express_sync.list("Patient", {"tenant_id": "east"})]
    )
db.close()
