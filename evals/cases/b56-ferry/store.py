import os

from dataflow import DataFlow
import clean

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
clean.reset("ferry_bookings", "ferrybookings")
db = DataFlow(DATABASE_URL, cache_enabled=False)


@db.model
class FerryBooking:
    id: int
    firstName: str
    lastName: str
    cabinType: str
    paid: bool = False
