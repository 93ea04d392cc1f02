import asyncio
from pathlib import Path

from dataflow import DataFlow

from counters import bump

db = DataFlow(str(Path(__file__).resolve().parent / "turnstile.db"))


@db.model
class Gate:
    id: str
    name: str
    entries: int = 0
    exits: int = 0


EVENTS = [("g1", "entries"), ("g1", "entries"), ("g2", "entries"), ("g1", "exits"), ("g2", "entries")]


async def main():
    for gid, name in (("g1", "North"), ("g2", "South"), ("g3", "Staff")):
        await db.express.create("Gate", {"id": gid, "name": name})
    for gid, counter in EVENTS:
        await bump(db.express, "Gate", gid, counter)
    gates = await db.express.list("Gate", order_by=["id"])
    inside = 0
    for gate in gates:
        inside += gate["entries"] - gate["exits"]
        print(gate["name"], gate["entries"], gate["exits"])
    print("people inside:", inside)


async def run():
    try:
        await main()
    finally:
        await db.close_async()


asyncio.run(run())
