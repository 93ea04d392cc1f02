"""Takes over the bookings the web form posted and prints the boarding list."""
import asyncio
import json
import re

from store import db

POSTED = """[
  {"id": 1, "firstName": "Ida", "lastName": "Brandt", "cabinType": "suite", "paid": true},
  {"id": 2, "firstName": "Juri", "lastName": "Koval", "cabinType": "bunk", "paid": false}
]"""


def snake(record):
    return {re.sub("([A-Z])", lambda m: "_" + m.group(1).lower(), key): value for key, value in record.items()}


async def main():
    try:
        for booking in json.loads(POSTED):
            await db.express.create("FerryBooking", snake(booking))
        bookings = await db.express.list("FerryBooking")
        for booking in sorted(bookings, key=lambda b: b["id"]):
            print(booking["first_name"], booking["last_name"], "-", booking["cabin_type"])
    finally:
        await db.close_async()


asyncio.run(main())
