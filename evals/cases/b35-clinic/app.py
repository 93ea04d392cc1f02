from dataflow import DataFlow

from settings import DATABASE, DATAFLOW_OPTIONS

db = DataFlow(DATABASE, **DATAFLOW_OPTIONS)


@db.model
class Appointment:
    id: str
    patient: str
    doctor: str
    minutes: int = 20


def book(number, patient, doctor, **extra):
    return db.express_sync.create("Appointment", {"id": f"a-{number}", "patient": patient, "doctor": doctor, **extra})


if __name__ == "__main__":
    book(1, "Maier", "Dr. Sand")
    book(2, "Okoye", "Dr. Sand", minutes=40)
    book(3, "Lindt", "Dr. Weir")
    day = db.express_sync.list("Appointment", {"doctor": "Dr. Sand"})
    print("Dr. Sand:", len(day), "appointments,", sum(a["minutes"] for a in day), "minutes")
    db.close()
