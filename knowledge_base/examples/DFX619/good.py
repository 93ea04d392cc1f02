import asyncio
from pathlib import Path

from dataflow import DataFlow

URL = f"sqlite:///{Path(__file__).resolve().parent / 'tickets.db'}"


async def main():
    with DataFlow(URL) as db:

        @db.model
        class Ticket:
            id: str
            subject: str

        await db.express.create("Ticket", {"id": "t1", "subject": "printer"})
        print("tickets:", await db.express.count("Ticket"))


asyncio.run(main())
