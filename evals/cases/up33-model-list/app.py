import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'looms.db'}")


@db.model
class Loom:
    id: str
    width: int


async def main():
    registry = db.get_model_registry()
    registry.initialize()
    registry.register_model("Loom", Loom)
    print("models:", sorted(registry.discover_models()))
    await db.close_async()


asyncio.run(main())
