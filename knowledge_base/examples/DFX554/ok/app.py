import os

from dataflow import DataFlow

EDITION = "second"
os.environ["HERBARIUM"] = f"{EDITION}-edition"

from settings import URL  # noqa: E402

db = DataFlow(URL)


@db.model
class Leaf:
    id: str
    plant: str


db.express_sync.create("Leaf", {"id": "l1", "plant": "oak"})
print("stored in", URL.rpartition("/")[2])
