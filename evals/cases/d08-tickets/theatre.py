import os

from dataflow import DataFlow
import clean

clean.reset("d08_bookings", "d08_seats")
db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class StageBooking:
    __tablename__ = "d08_bookings"
    id: str
    guest: str
    cents: int


@db.model
class StageSeat:
    __tablename__ = "d08_seats"
    id: str
    booking_id: str
