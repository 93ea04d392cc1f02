"""Appointment book shared by the clinics of the group."""
from contextlib import contextmanager
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "practice.db"
for leftover in DB_FILE.parent.glob("practice.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}", multi_tenant=True)

CLINICS = {"north": "Clinic North", "harbour": "Clinic Harbour"}


@db.model
class Appointment:
    id: str
    patient: str
    slot: str
    minutes: int = 15

    __dataflow__ = {"multi_tenant": True}


for clinic_id, clinic_name in CLINICS.items():
    db.tenant_context.register_tenant(clinic_id, clinic_name)


@contextmanager
def at(clinic_id: str):
    with db.tenant_context.switch(clinic_id):
        yield CLINICS[clinic_id]
