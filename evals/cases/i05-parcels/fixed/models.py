from typing import Optional

from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"

db = DataFlow(URL)


@db.model
class Parcel:
    id: str
    recipient: str
    grams: int
    locker: Optional[int] = None

    __tablename__ = "i05_parcels"
