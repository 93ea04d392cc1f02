from dataflow import DataFlow

import clean

clean.reset("devices")
db = DataFlow(clean.URL)


@db.model
class Device:
    id: str
    place: str


def add(key, place):
    db.express_sync.create("Device", {"id": str(key), "place": place})
