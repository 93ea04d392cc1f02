import asyncio
import json
from pathlib import Path

from dataflow import DataFlow

from schemas import Booking

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tours.db'}")
db.model(Booking)

REQUESTS = [
    '{"id": "k1", "guest": "Yara Lind", "tour": "old-town", "seats": 3, "language": "sv", "note": "pram"}',
    '{"id": "k2", "guest": "Ugo Ferri", "tour": "harbour"}',
]


async def book(body):
    payload = json.loads(body)
    Booking.model_validate(payload)
    return await db.express.create("Booking", payload)


async def main():
    try:
        for body in REQUESTS:
            await book(body)
        for b in await db.express.list("Booking", {}, order_by=["id"]):
            print(b["id"], b["tour"], b["seats"], b["language"])
    finally:
        await db.close_async()


asyncio.run(main())
