import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'bees.db'}")


@db.model
class Swarm:
    id: str
    found_at: str


db.express_sync.create("Swarm", {"id": "s1", "found_at": "linden"})
print("swarms:", db.express_sync.count("Swarm"))
db.close()
