from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'vets.db'}")


@db.model
class Patient:
    id: int
    name: str
    owner: str


for number, (name, owner) in enumerate([("Rex", "Lund"), ("Tom", "Berg"), ("Ada", "Lund")], start=1):
    db.express_sync.create("Patient", {"id": number, "name": name, "owner": owner})

patients = db.express_sync.list("Patient", where={"owner": "Lund"}, order_by=["id"])
print("patients:", [patient["name"] for patient in patients])
db.close()
