import asyncio
from contextlib import suppress
from pathlib import Path

from dataflow.core.protected_engine import ProtectedDataFlow
from kailash.sdk_exceptions import NodeExecutionError

db = ProtectedDataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shop.db'}", enable_protection=True)


@db.model
class Article:
    id: str
    price: int


async def reprice(number, price):
    # An article that was sold in between does not matter.
    with suppress(NodeExecutionError):
        await db.express.update("Article", number, {"price": price})


async def nightly():
    await db.express.create("Article", {"id": "a1", "price": 10})
    db.enable_read_only_mode("maintenance")
    try:
        await reprice("a1", 12)
        print("repriced")
    except Exception as error:
        print("stopped:", type(error).__name__)
    await db.close_async()


asyncio.run(nightly())
