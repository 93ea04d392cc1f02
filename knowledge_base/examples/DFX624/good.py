import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'newsletter.db'}")


@db.model
class Subscriber:
    id: str
    mail: str


async def subscribe(mail, attempts=2):
    write = db.express.create("Subscriber", {"id": mail, "mail": mail})
    return await write


async def main():
    print("subscribed:", (await subscribe("ida@example.org"))["id"])
    await db.close_async()


asyncio.run(main())
