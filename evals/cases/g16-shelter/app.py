import asyncio
from pathlib import Path

from shelter import db


async def main():
    await db.express.create("Cat", {"id": "c0", "name": "Tom"})
    db.enable_read_only_mode("night")
    try:
        await db.express.import_file("Cat", str(Path(__file__).resolve().parent / "cats.csv"))
        print("import: done")
    except Exception:
        print("import: refused")
    await db.close_async()


asyncio.run(main())
