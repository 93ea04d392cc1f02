import asyncio
from itertools import count

from database import db

_numbers = count(1)


async def _write(parcel, status):
    await db.express.create(
        "CourierEvent", {"id": next(_numbers), "parcel": parcel, "status": status}
    )


def track(parcel, status):
    asyncio.create_task(_write(parcel, status))
