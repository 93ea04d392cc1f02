import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("CLINIC_DATABASE_URL") or "app.db")


@db.model
class Appointment:
    id: str
    patient: str
    minute: int


db.express_sync.create("Appointment", {"id": "a1", "patient": "Ruben", "minute": 540})
print("appointments:", db.express_sync.count("Appointment"))
