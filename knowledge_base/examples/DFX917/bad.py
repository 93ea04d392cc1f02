import asyncio
from pathlib import Path

from dataflow import DataFlow

DB = Path(__file__).resolve().parent / "greenhouse.db"


async def main():
    db = DataFlow(f"sqlite:///{DB}")

    @db.model
    class Plant:
        id: int
        name: str

    await db.express.create("Plant", {"id": 1, "name": "fern"})
    print("models:", sorted(db.get_model_registry().discover_models()))
    await db.close_async()


asyncio.run(main())
