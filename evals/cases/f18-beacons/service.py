from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'beacons.db'}")


@db.model
class Beacon:
    id: str
    seconds: int


async def start():
    db.create_tables()
    await db.express.create("Beacon", {"id": "east", "seconds": 15})
