import base64
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'stamps.db'}")


@db.model
class Scan:
    id: int
    page: str
    image: bytes


db.express_sync.create("Scan", {"id": 1, "page": "p1", "image": b"\x89PNG\r\n"})
scan = db.express_sync.read("Scan", 1)
print("starts like a PNG:", base64.b64decode(scan["image"])[:4] == b"\x89PNG")
db.close()
