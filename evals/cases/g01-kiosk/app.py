from dataflow import DataFlow

import place

db = DataFlow(place.ADDRESS)


@db.model
class Paper:
    id: str
    copies: int


db.express_sync.create("Paper", {"id": "times", "copies": 40})
print("copies:", db.express_sync.read("Paper", "times")["copies"])
db.close()
