import uuid

from models import db

LOCKERS = {"small": 100, "large": 200}


async def accept(recipient, grams):
    size = "small" if grams <= 2000 else "large"
    taken = await db.express.count("Parcel", {"grams": {"$lte": 2000} if size == "small" else {"$gt": 2000}})
    parcel = {
        "id": str(uuid.uuid4()),
        "recipient": recipient,
        "grams": grams,
        "locker": LOCKERS[size] + taken + 1,
    }
    await db.express.create("Parcel", parcel)
    return parcel["id"]


async def hand_out(parcel_id):
    parcel = await db.express.read("Parcel", parcel_id)
    await db.express.delete("Parcel", parcel_id)
    return f"{parcel['recipient']} from locker {parcel['locker']}"
