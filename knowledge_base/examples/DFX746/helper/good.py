import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'notes.db'}")


@db.model
class Folder:
    id: int
    name: str


@db.model
class Note:
    id: int
    folder_id: int
    text: str


async def new_folder(name):
    await db.express.create("Folder", {"name": name})
    return (await db.express.list("Folder", {"name": name}, order_by=["-id"], limit=1))[0]


async def new_note(folder, text):
    note = await db.express.create("Note", {"folder_id": folder["id"], "text": text})
    note = (
        await db.express.list("Note", {"folder_id": folder["id"], "text": text}, order_by=["-id"], limit=1)
    )[0]
    return note["id"]


async def main():
    for name in ("home", "home"):
        folder = await new_folder(name)
        print(name, await new_note(folder, "milk"), await new_note(folder, "milk"))
    print(await db.express.count("Note", {"folder_id": 2}))
    await db.close_async()


asyncio.run(main())
