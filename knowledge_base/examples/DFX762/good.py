from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'app.db'}")


@db.model
class Photo:
    id: int
    place: str


for number in range(1, 7):
    db.express_sync.create("Photo", {"id": number, "place": "pier"})

SIZE = 2


def photos(page):
    start = (page - 1) * SIZE
    return db.express_sync.list("Photo", limit=SIZE, offset=start, order_by=["id"])


for page in (1, 2, 3):
    print("page", page, [photo["id"] for photo in photos(page)])
