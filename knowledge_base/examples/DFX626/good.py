import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'queue.db'}")
beats = 0


@db.model
class Order:
    id: str
    dish: str


async def heartbeat():
    global beats
    while True:
        beats += 1
        await asyncio.sleep(0)


async def take(order_id, dish):
    return await db.express.create("Order", {"id": order_id, "dish": dish})


async def main():
    pulse = asyncio.create_task(heartbeat())
    before = beats
    await take("o1", "soup")
    print("other tasks ran meanwhile:", beats > before)
    pulse.cancel()
    await db.close_async()


asyncio.run(main())
