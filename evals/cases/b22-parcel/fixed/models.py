import os
from enum import Enum

from dataflow import DataFlow

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
db = DataFlow(DATABASE_URL)


class Stage(str, Enum):
    BOOKED = "booked"
    LOADED = "loaded"
    DELIVERED = "delivered"


@db.model
class B22Parcel:
    id: str
    receiver: str
    weight_g: int
    stage: str = Stage.BOOKED.value
