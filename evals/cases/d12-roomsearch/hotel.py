import os

from dataflow import DataFlow
import clean

clean.reset("d12_rooms")
db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class HotelRoom:
    __tablename__ = "d12_rooms"
    id: str
    kind: str
    beds: int
    balcony: bool = False


ROOMS = [
    {"id": "101", "kind": "double", "beds": 2, "balcony": False},
    {"id": "102", "kind": "family", "beds": 4, "balcony": True},
    {"id": "201", "kind": "double", "beds": 2, "balcony": True},
    {"id": "202", "kind": "single", "beds": 1, "balcony": True},
]
