import asyncio

from report import morning_report
from ward_db import db, reset


async def main():
    await reset()
    try:
        print("rounds on record:", await db.express.count("Round"))
        for line in await morning_report(["N2", "S1"]):
            print(line)
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
