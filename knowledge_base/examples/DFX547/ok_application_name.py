import os

from dataflow import DataFlow

URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
db = DataFlow(f"{URL}?application_name=buoys")


@db.model
class Buoy:
    __tablename__ = "dfx547_buoys"
    id: str
    label: str


db.express_sync.delete("Buoy", "x1")
db.express_sync.create("Buoy", {"id": "x1", "label": "first"})
print("label:", db.express_sync.read("Buoy", "x1")["label"])
db.close()
