import asyncio

from control import db, decide, doors

BADGES = ["4711", "4712", "9999"]


async def main():
    try:
        for door in await doors():
            for badge_id in BADGES:
                print(await decide(badge_id, door))
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
