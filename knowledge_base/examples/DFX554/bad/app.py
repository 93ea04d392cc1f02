import os

from dataflow import DataFlow

from settings import URL

EDITION = "second"
os.environ["HERBARIUM"] = f"{EDITION}-edition"
db = DataFlow(URL)


@db.model
class Leaf:
    id: str
    plant: str


db.express_sync.create("Leaf", {"id": "l1", "plant": "oak"})
print("stored in", URL.rpartition("/")[2])
