import asyncio

import schema
from purge import db, parse_list, purge, remaining, remove_one
from settings import RETENTION_LIST


async def main(single="1011"):
    await schema.prepare()
    try:
        print("test visit removed:", await remove_one(single))
        numbers = parse_list(RETENTION_LIST)
        print("on the list:", ", ".join(str(number) for number in numbers))
        print("purged:", await purge(numbers))
        print("remaining:", await remaining())
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(main())
