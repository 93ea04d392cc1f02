"""Appointments of a small clinic."""
from datetime import datetime, timedelta, timezone

import clean
from dataflow import DataFlow

from settings import DATABASE_URL

clean.reset("appointments")
db = DataFlow(DATABASE_URL)


@db.model
class Appointment:
    id: str
    patient: str
    starts_at: datetime
    minutes: int = 30


def utcnow():
    return datetime.now(timezone.utc)


def book(patient, in_days):
    when = utcnow() + timedelta(days=in_days)
    record = {"id": f"a-{patient.lower()}", "patient": patient, "starts_at": when}
    return db.express_sync.create("Appointment", record)


if __name__ == "__main__":
    for days, name in enumerate(["Ines", "Tom", "Olga"], start=1):
        book(name, days)
    print("booked:", db.express_sync.count("Appointment"))
    db.close()
