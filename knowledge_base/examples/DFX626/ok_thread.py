import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'queue.db'}")


@db.model
class Order:
    id: str
    dish: str


def take(order_id, dish):
    return db.express_sync.create("Order", {"id": order_id, "dish": dish})


async def main():
    order = await asyncio.to_thread(take, "o1", "soup")
    print("order:", order["id"])
    await db.close_async()


asyncio.run(main())
