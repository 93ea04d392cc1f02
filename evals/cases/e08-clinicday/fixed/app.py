import asyncio
import os

from dataflow import DataFlow
import clean

clean.reset("e08_visits")
db = DataFlow(os.getenv("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class E08Visit:
    __tablename__ = "e08_visits"

    id: str
    ward: str
    patient: str
    state: str = "planned"


VISITS = [
    ("v1", "A", "Huber", "planned"),
    ("v2", "B", "Ito", "done"),
    ("v3", "C", "Jovic", "planned"),
    ("v4", "B", "Klein", "arrived"),
    ("v5", "A", "Lang", "cancelled"),
]


def criteria(**given):
    return {name: {"$in": value} if isinstance(value, list) else value
            for name, value in given.items() if value is not None}


async def visits(ward=None, state=None):
    found = await db.express.list("E08Visit", criteria(ward=ward, state=state), order_by=["id"])
    return [v["patient"] for v in found]


async def main():
    for vid, ward, patient, state in VISITS:
        await db.express.create("E08Visit", {"id": vid, "ward": ward, "patient": patient, "state": state})
    print("ward B:", await visits(ward="B"))
    print("still to see:", await visits(state=["planned", "arrived"]))
    print("A and C planned:", await visits(ward=["A", "C"], state="planned"))
    await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
