import sqlite3
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'seats.db'}")


@db.model
class Booking:
    id: str
    seat: str
    guest: str

    __dataflow__ = {"indexes": [{"name": "one_guest_a_seat", "columns": ["seat"], "unique": True}]}


def book(number, seat, guest):
    try:
        db.express_sync.create("Booking", {"id": number, "seat": seat, "guest": guest})
        return "booked"
    except sqlite3.IntegrityError:
        return "taken"


print("Ana:", book("b1", "4C", "Ana"))
print("Ben:", book("b2", "4C", "Ben"))
print("bookings:", db.express_sync.count("Booking"))
db.close()
