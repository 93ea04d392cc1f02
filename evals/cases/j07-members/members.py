from pathlib import Path

from dataflow import DataFlow

HERE = Path(__file__).resolve().parent
for leftover in HERE.glob("club.db*"):
    leftover.unlink()

db = DataFlow(f"sqlite:///{HERE / 'club.db'}")


@db.model
class Member:
    id: str
    name: str
    year: int
    level: str = "basic"


class MemberService:
    async def enrol(self, member_id, name, year):
        return await db.express.create("Member", {"id": member_id, "name": name, "year": year})

    async def get(self, member_id):
        member = await db.express.read("Member", member_id)
        if member is None:
            raise LookupError(member_id)
        return dict(member)

    async def change(self, member_id, **values):
        member = await self.get(member_id)
        member.update(values)
        return await db.express.update("Member", member_id, member)

    async def renew(self, member_id):
        member = await self.get(member_id)
        return await self.change(member_id, year=member["year"] + 1)
