import os

from dataflow import DataFlow
import clean

clean.reset("d18_camp_stay")
db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class CampStay:
    __tablename__ = "d18_camp_stay"
    id: int
    pitch: int
    guest: str
    status: str = "open"
