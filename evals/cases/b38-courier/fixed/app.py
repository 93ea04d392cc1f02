import asyncio

from database import db
from tracking import flush, track

PARCELS = {"K-11": "Bergen", "K-12": "Oslo", "K-13": "Bodo"}


async def deliver(parcel, city):
    await db.express.create("CourierParcel", {"id": parcel, "city": city})
    track(parcel, "accepted")
    await db.express.update("CourierParcel", parcel, {"delivered": True})
    track(parcel, "delivered")


async def main():
    for parcel, city in PARCELS.items():
        await deliver(parcel, city)
    await flush()


if __name__ == "__main__":
    asyncio.run(main())
    delivered = db.express_sync.count("CourierParcel", {"delivered": True})
    events = db.express_sync.list("CourierEvent", {}, order_by=["id"])
    print("delivered:", delivered)
    print("last event:", events[-1]["parcel"], events[-1]["status"])
    print("events:", len(events))
    db.close()
