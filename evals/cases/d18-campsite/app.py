import asyncio

from api import handle
from models import db

STAYS = [(12, "Novak", "open"), (12, "Ruiz", "closed"), (15, "Ek", "open"), (12, "Sato", "open")]


async def main():
    for pitch, guest, status in STAYS:
        await db.express.create("CampStay", {"pitch": pitch, "guest": guest, "status": status})

    status, stay = await handle("/stays/3")
    print(status, "stay 3:", stay["guest"])
    for url in ("/stays?status=open", "/stays?pitch=12&status=open"):
        status, rows = await handle(url)
        print(status, url, [row["guest"] for row in rows])


async def run():
    try:
        await main()
    finally:
        await db.close_async()


if __name__ == "__main__":
    asyncio.run(run())
