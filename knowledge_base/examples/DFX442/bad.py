import os
from uuid import NAMESPACE_URL, uuid5

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Parcel:
    id: str
    city: str


number = uuid5(NAMESPACE_URL, "parcel/1")
db.express_sync.create("Parcel", {"id": number, "city": "Gent"})
print("to", db.express_sync.read("Parcel", str(number))["city"])
db.close()
