from dataflow import DataFlow

import clean

clean.reset("boats")
db = DataFlow(clean.URL)


@db.model
class Boat:
    id: int
    sail: str
    skipper: str


def enter(boat):
    db.express_sync.upsert("Boat", boat, conflict_on=["sail"])


enter({"id": 1, "sail": "GER 7", "skipper": "Falk"})
enter({"id": 1, "sail": "GER 7", "skipper": "Ida"})
print("skipper:", db.express_sync.read("Boat", 1)["skipper"])
db.close()
