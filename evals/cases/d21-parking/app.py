import asyncio

import permits


async def main():
    try:
        await permits.issue("P-1", "W-482 KT", "blue", 90)
        await permits.issue("P-2", "GU-77 LL", "blue", -10)
        await permits.issue("P-3", "L-910 AA", "green", -5)
        await permits.extend("P-3", 60)
        print("valid permits:", ", ".join(await permits.valid()))
    finally:
        await permits.db.close_async()


asyncio.run(main())
