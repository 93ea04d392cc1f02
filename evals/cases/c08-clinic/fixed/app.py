from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'clinic.db'}")


@db.model
class Appointment:
    id: str
    doctor: str


for number, doctor in enumerate(["ruiz", "okoye", "lind", "ruiz"]):
    db.express_sync.create("Appointment", {"id": f"a{number}", "doctor": doctor})


def appointments(doctors):
    return db.express_sync.list("Appointment", {"doctor": {"$in": doctors}})


print("ruiz and lind:", len(appointments(["ruiz", "lind"])))
