import os

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Page:
    id: str
    text: str


for number, raw in enumerate([b"chapter one\x00", b"chapter two"]):
    db.express_sync.create("Page", {"id": f"p{number}", "text": raw.decode().replace("\x00", "")})
print("pages:", db.express_sync.count("Page"))
db.close()
