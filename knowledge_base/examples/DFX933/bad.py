import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'flags.db'}")


@db.model
class Flag:
    id: str
    colour: str
    metres: float = 1.0


async def main():
    try:
        await db.express.create("Flag", {"id": "f1", "colour": "red"})
        flag = await db.express.update("Flag", "f1", {"metres": 2.5})
        print("colour:", flag["colour"], "metres:", flag["metres"])
    finally:
        db.close()


asyncio.run(main())
