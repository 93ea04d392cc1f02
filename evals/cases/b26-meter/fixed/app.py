import asyncio
import os
from datetime import datetime

import psycopg2
from dataflow import DataFlow

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
TARIFF_CENTS = 31

db = DataFlow(DATABASE_URL)


@db.model
class B26Reading:
    id: str
    meter: str
    taken: datetime
    kwh_hundredths: int


def start_fresh():
    con = psycopg2.connect(DATABASE_URL)
    con.cursor().execute("DROP TABLE IF EXISTS b26_readings")
    con.commit()
    con.close()


async def note(meter, month, kwh):
    await db.express.create(
        "B26Reading",
        {"id": f"{meter}-{month:02d}", "meter": meter, "taken": datetime(2024, month, 1), "kwh_hundredths": round(kwh * 100)},
    )


async def bill(meter):
    readings = await db.express.list("B26Reading", {"meter": meter}, order_by=["taken"])
    used = (readings[-1]["kwh_hundredths"] - readings[0]["kwh_hundredths"]) / 100
    return f"{meter}: {used:.2f} kWh, {used * TARIFF_CENTS / 100:.2f} EUR"


async def main():
    try:
        await note("hall-3", 4, 4182355.64)
        await note("hall-3", 5, 4182790.10)
        await note("office", 4, 7120.25)
        await note("office", 5, 7214.85)
        print(await bill("hall-3"))
        print(await bill("office"))
    finally:
        await db.close_async()


start_fresh()
asyncio.run(main())
