"""Takes over the bookings the web form posted and prints the boarding list."""
import asyncio
import json

from store import db

POSTED = """[
  {"id": 1, "firstName": "Ida", "lastName": "Brandt", "cabinType": "suite", "paid": true},
  {"id": 2, "firstName": "Juri", "lastName": "Koval", "cabinType": "bunk", "paid": false}
]"""


async def main():
    try:
        for booking in json.loads(POSTED):
            await db.express.create("FerryBooking", booking)
        bookings = await db.express.list("FerryBooking")
        for booking in sorted(bookings, key=lambda b: b["id"]):
            print(booking["firstName"], booking["lastName"], "-", booking["cabinType"])
    finally:
        await db.close_async()


asyncio.run(main())
