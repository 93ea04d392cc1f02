from uuid import UUID

from dataflow import DataFlow

import clean

clean.reset("devices")
db = DataFlow(clean.URL)


@db.model
class Device:
    id: UUID
    place: str


def add(key, place):
    db.express_sync.create("Device", {"id": key, "place": place})
