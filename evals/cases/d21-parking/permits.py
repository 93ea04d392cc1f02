import os
from datetime import datetime

from dataflow import DataFlow

from clock import minutes_from_now, now
import clean

clean.reset("d21_parking_permit")
db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class ParkingPermit:
    __tablename__ = "d21_parking_permit"
    id: str
    plate: str
    zone: str
    valid_until: datetime


async def issue(number, plate, zone, minutes):
    return await db.express.create(
        "ParkingPermit",
        {"id": number, "plate": plate, "zone": zone, "valid_until": minutes_from_now(minutes)},
    )


async def extend(number, minutes):
    return await db.express.update("ParkingPermit", number, {"valid_until": minutes_from_now(minutes)})


async def valid():
    permits = await db.express.list("ParkingPermit", {"valid_until": {"$gt": now()}}, order_by=["id"])
    return [permit["plate"] for permit in permits]
