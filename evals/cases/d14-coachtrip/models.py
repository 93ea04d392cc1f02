import os

from dataflow import DataFlow
import clean

clean.reset("coach_trips", "coach_seats")
db = DataFlow(os.environ.get("DATABASE_URL", "mysql://root:@127.0.0.1:3306/test"))


@db.model
class CoachTrip:
    id: int
    code: str
    destination: str


@db.model
class CoachSeat:
    id: int
    trip_id: int
    passenger: str
