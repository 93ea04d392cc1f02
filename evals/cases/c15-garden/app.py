import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'garden.db'}")


@db.model
class Plant:
    id: str
    bed: int


async def main():
    await db.express.create("Plant", {"id": "leek", "bed": 2})
    print("plants:", await db.express.count("Plant"))
    await db.close_async()


if __name__ == "__main__":
    main()
