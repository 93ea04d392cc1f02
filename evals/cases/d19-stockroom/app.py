import asyncio

import deliveries
import stock
from models import db


async def main():
    await stock.receive(deliveries.MONDAY)
    await stock.receive(deliveries.THURSDAY)
    for part in await db.express.list("Part", order_by=["part_no"]):
        print(f"{part['part_no']:8} {part['on_hand']:5}  {part['bin']}")
    print("different parts:", await db.express.count("Part"))
    await db.close_async()


asyncio.run(main())
