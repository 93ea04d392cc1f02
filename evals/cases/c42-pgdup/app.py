from dataflow import DataFlow

import clean

clean.reset("kayaks")
db = DataFlow(clean.URL)


from counter import next_id


@db.model
class Kayak:
    id: int
    colour: str


def register(colour):
    existing = [k["id"] for k in db.express_sync.list("Kayak")]
    db.express_sync.create("Kayak", {"id": next_id(existing), "colour": colour})


register("red")
register("blue")
print("kayaks:", db.express_sync.count("Kayak"))
db.close()
