from datetime import datetime, timezone

from dataflow import DataFlow

import clean

clean.reset("departures")
db = DataFlow(clean.URL)


@db.model
class Departure:
    id: int
    leaves: datetime


def plan(number, leaves):
    db.express_sync.create("Departure", {"id": number, "leaves": leaves.astimezone(timezone.utc).replace(tzinfo=None)})
