from pathlib import Path

from dataflow import DataFlow

DB_PATH = Path(__file__).resolve().parent / "hotel.db"
DB_PATH.unlink(missing_ok=True)

db = DataFlow(f"sqlite:///{DB_PATH}")


@db.model
class Booking:
    id: str
    room_id: str
    guest: str
    nights: int
    rate: float = 80.0
