import asyncio
import json
import urllib.request
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'rates.db'}")


@db.model
class Rate:
    id: str
    value: float


def fetch():
    with urllib.request.urlopen("http://127.0.0.1:9/rates.json", timeout=3) as answer:
        return json.load(answer)


async def main():
    try:
        for code, value in fetch().items():
            await db.express.create("Rate", {"id": code, "value": value})
        print("rates:", await db.express.count("Rate"))
    finally:
        await db.close_async()


asyncio.run(main())
