import os

from dataflow import DataFlow
import clean

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
clean.reset("ferry_bookings", "ferrybookings")
db = DataFlow(DATABASE_URL, cache_enabled=False)


@db.model
class FerryBooking:
    id: int
    first_name: str
    last_name: str
    cabin_type: str
    paid: bool = False
