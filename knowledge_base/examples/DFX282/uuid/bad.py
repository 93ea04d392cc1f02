import asyncio
import os
from uuid import UUID

from dataflow import DataFlow

db = DataFlow(os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test"))


@db.model
class Session:
    __tablename__ = "dfx_282_sessions"
    id: str
    login: str


FIRST, SECOND = (UUID(int=number) for number in (1, 2))


async def end(sessions):
    for start in range(0, len(sessions), 50):
        await db.express.bulk_delete("Session", sessions[start : start + 50])


async def main():
    for session, login in ((FIRST, "ines"), (SECOND, "omar")):
        await db.express.upsert("Session", {"id": str(session), "login": login})
    await end([FIRST])
    print("open:", [session["login"] for session in await db.express.list("Session", order_by=["id"])])
    await db.express.bulk_delete("Session", [str(FIRST), str(SECOND)])
    await db.close_async()


asyncio.run(main())
