from dataflow import DataFlow

import clean

clean.reset("lamps")
db = DataFlow(clean.URL)


@db.model
class Lamp:
    id: int
    settings: str


db.express_sync.create("Lamp", {"id": 1, "settings": {"dim": 40}})
print("dim:", db.express_sync.read("Lamp", 1)["settings"]["dim"])
db.close()
