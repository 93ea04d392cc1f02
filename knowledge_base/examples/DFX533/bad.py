import os

os.environ.setdefault("PGUSER", "postgres")
os.environ.setdefault("PGHOST", "127.0.0.1")

from dataflow import DataFlow

db = DataFlow("postgresql://${PGUSER}@${PGHOST}:5432/test")


@db.model
class Kiosk:
    __tablename__ = "dfx533_kiosks"
    id: str
    street: str


db.express_sync.delete("Kiosk", "k1")
db.express_sync.create("Kiosk", {"id": "k1", "street": "Ring 4"})
print("street:", db.express_sync.read("Kiosk", "k1")["street"])
