import asyncio
from itertools import count

from database import db

_numbers = count(1)
_pending = set()


async def _write(parcel, status):
    await db.express.create(
        "CourierEvent", {"id": next(_numbers), "parcel": parcel, "status": status}
    )


def track(parcel, status):
    task = asyncio.create_task(_write(parcel, status))
    _pending.add(task)
    task.add_done_callback(_pending.discard)


async def flush():
    await asyncio.gather(*_pending)
